import { useMutation } from '@tanstack/react-query';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { failureText } from '../ui/states.js';
import { remindDocument } from './documents.js';

/** One more reminder at a click, for the office that receives the filing; the server allows one a day. */
export function RemindButton({ obligationId, unitName }: { obligationId: string; unitName: string }) {
  const { t, language } = useWords();
  const remind = useMutation({
    mutationFn: async () => {
      const { remindNow } = await ask(remindDocument, { input: { obligationId } });
      const [refused] = remindNow.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
      return remindNow.sendNotBefore;
    },
  });
  return (
    <>
      {!remind.isSuccess && (
        <button
          type="button"
          className="btn plain slim"
          aria-label={t('remind.nowOf', { unit: unitName })}
          disabled={remind.isPending}
          onClick={() => remind.mutate()}
        >
          {t('remind.now')}
        </button>
      )}
      <span aria-live="polite" className="small">
        {remind.isError && failureText(remind.error, t)}
        {remind.data && t('remind.done', { at: printInstant(remind.data, language) })}
      </span>
    </>
  );
}
