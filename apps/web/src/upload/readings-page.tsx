import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printInstant } from '../text/print.js';
import type { TextKey } from '../text/vi.js';
import { Failure, failureText, Loading } from '../ui/states.js';

const readingsDocument = graphql(`
  query SenderReadings {
    senderReadings {
      id
      form
      kind
      choice
      chosenByName
      chosenAt
    }
  }
`);

const forgetDocument = graphql(`
  mutation DropReading($input: DropReadingInput!) {
    dropReading(input: $input) {
      reading {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

/** How the own office writes doubtful figures, as it has said so, and the way to take that back. */
export function ReadingsPage() {
  const { t, language } = useWords();
  const { permissions } = useSession();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['readings'],
    queryFn: async () => (await ask(readingsDocument, {})).senderReadings,
  });
  const forget = useMutation({
    mutationFn: async (id: string) => {
      const refusal = (await ask(forgetDocument, { input: { id } })).dropReading.errors[0];
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['readings'] }),
  });
  const mayForget = permissions.includes('filing.prepare');
  const how = ({ kind, choice }: { kind: string; choice: string }) => t(`readings.${kind}.${choice}` as TextKey);
  return (
    <>
      <h1>{t('readings.title')}</h1>
      <p className="soft">{t('readings.help')}</p>
      <div aria-live="polite">{forget.isError && <p className="note bad">{failureText(forget.error, t)}</p>}</div>
      {found.isPending && <Loading />}
      {found.isError && <Failure failure={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p>{t('readings.none')}</p>}
      {found.data !== undefined && found.data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('readings.form')}</th>
              <th scope="col">{t('readings.how')}</th>
              <th scope="col">{t('readings.who')}</th>
              <th scope="col">{t('readings.when')}</th>
              {mayForget && <td />}
            </tr>
          </thead>
          <tbody>
            {found.data.map((reading) => (
              <tr key={reading.id}>
                <td>{printForm(reading.form, language)}</td>
                <td>{how(reading)}</td>
                <td>{reading.chosenByName}</td>
                <td>{printInstant(reading.chosenAt, language)}</td>
                {mayForget && (
                  <td>
                    <button
                      type="button"
                      className="btn plain"
                      disabled={forget.isPending}
                      aria-label={t('readings.forgetThis', { how: how(reading) })}
                      onClick={() => forget.mutate(reading.id)}
                    >
                      {t('readings.forget')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
