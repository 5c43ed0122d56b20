import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { Scroll } from '../ui/scroll.js';
import { guideEn } from './guide-en.js';
import { guideVi } from './guide-vi.js';

/** The help page: which form is whose, when and how, and what goes wrong most often; one's own form stands open. */
export function HelpPage() {
  const { t, language } = useWords();
  const { officeKind } = useSession();
  const guide = language === 'vi' ? guideVi : guideEn;
  return (
    <article>
      <div className="lead">
        <div>
          <h1>{t('help.title')}</h1>
          <p className="soft">{t('help.lead')}</p>
        </div>
      </div>
      <section className="card" aria-labelledby="when">
        <h2 id="when">{guide.when}</h2>
        <Scroll>
          <table>
            <thead>
              <tr>
                {guide.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {guide.forms.map(([form, ...cells]) => (
                <tr key={form}>
                  <th scope="row">{form}</th>
                  {cells.map((cell) => (
                    <td key={cell}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p className="soft small">{guide.whenNote}</p>
      </section>
      {guide.chapters.map((chapter) => (
        <details
          key={chapter.title}
          className="card"
          open={chapter.for === undefined || chapter.for.includes(officeKind)}
        >
          <summary>
            <h2 className="inline">{chapter.title}</h2>
          </summary>
          <ul>
            {chapter.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </details>
      ))}
      <p className="soft small">{guide.source}</p>
    </article>
  );
}
