import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { failureOrNull } from '../ui/states.js';

interface Answer {
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** What was typed into a form: blank is null, never an empty text. */
export type Typed = (name: string) => string | null;

/** A form behind a click that changes the register: its own fields, the reason, and what the server says. */
export function EditForm({
  open,
  submit,
  label,
  danger = false,
  children,
}: {
  /** What the click that opens it says. */
  open: string;
  /** Said of what it is about, where several stand on a page. */
  label?: string | undefined;
  danger?: boolean;
  submit: (typed: Typed, reason: string) => Promise<Answer>;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const saving = useMutation({
    mutationFn: async (form: FormData) => {
      const typed: Typed = (name) => {
        const text = String(form.get(name) ?? '').trim();
        return text === '' ? null : text;
      };
      const { errors } = await submit(typed, typed('reason') ?? '');
      const [refusal] = errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries();
    },
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  return (
    <div className="edit no-print">
      <button
        type="button"
        className={`btn slim ${danger ? 'bad' : 'plain'}`}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={label === undefined ? undefined : `${open}: ${label}`}
        onClick={() => setOpen(!isOpen)}
      >
        {open}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <form className="edit-form" onSubmit={send}>
            <div className="filters">{children}</div>
            <div className="field">
              <label htmlFor={`${id}-reason`}>{t('registerImport.reason')}</label>
              <input id={`${id}-reason`} name="reason" required minLength={3} maxLength={1000} />
            </div>
            {failureOrNull(saving.error, t)}
            <div className="row">
              <button type="submit" className="btn" disabled={saving.isPending}>
                {t('edit.save')}
              </button>
              <button type="button" className="btn plain" onClick={() => setOpen(false)}>
                {t('admin.cancel')}
              </button>
            </div>
          </form>
        )}
      </div>
    </div>
  );
}

/** One field of such a form. */
export function EditField(props: {
  name: string;
  label: string;
  value?: string | null | undefined;
  type?: 'text' | 'date';
  numeric?: boolean;
  required?: boolean;
}) {
  const id = useId();
  const { name, label, value, type = 'text', numeric = false, required = false } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value ?? ''}
        inputMode={numeric ? 'decimal' : undefined}
        required={required}
        autoComplete="off"
      />
    </div>
  );
}

/** A choice in such a form; blank first where nothing need be chosen. */
export function EditChoice(props: {
  name: string;
  label: string;
  value?: string | null | undefined;
  options: readonly (readonly [string, string])[];
  blank?: string;
}) {
  const id = useId();
  const { name, label, value, options, blank } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={value ?? ''}>
        {blank !== undefined && <option value="">{blank}</option>}
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
