import { Fragment } from 'react';
import type { FilingDefinitionQuery, FilingPageQuery } from '../gql/graphql.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';

type Definition = FilingDefinitionQuery['formDefinition'];
type Filing = NonNullable<FilingPageQuery['filing']>;

/** The statutory table: sections, TT, label, unit, result, note. A missing figure is said, never shown as 0. */
export function FigureTable({ definition, filing }: { definition: Definition; filing: Filing }) {
  const { t, language } = useWords();
  const figures = new Map(filing.figures.map((f) => [f.key, f]));
  const worst = new Map<string, string>();
  for (const p of filing.problems.nodes)
    if (p.key !== null && worst.get(p.key) !== 'has-error')
      worst.set(p.key, p.severity === 'ERROR' ? 'has-error' : 'has-warning');
  const label = (x: { labelVi: string; labelEn: string }) => (language === 'vi' ? x.labelVi : x.labelEn);
  return (
    <div className="scroll">
      <table>
        <caption>
          <b>{language === 'vi' ? definition.titleVi : definition.titleEn}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.tt')}</th>
            <th scope="col">{t('filing.label')}</th>
            <th scope="col">{t('filing.unit')}</th>
            <th scope="col" className="num">
              {t('filing.value')}
            </th>
            <th scope="col">{t('filing.note')}</th>
            <th scope="col" className="hide-small">
              {t('filing.cell')}
            </th>
          </tr>
        </thead>
        <tbody>
          {definition.rows.map((row, i) => {
            const figure = figures.get(row.key);
            const section =
              row.section !== definition.rows[i - 1]?.section
                ? definition.sections.find((s) => s.code === row.section)
                : undefined;
            return (
              <Fragment key={row.key}>
                {section && (
                  <tr className="section">
                    <th scope="rowgroup" colSpan={6}>
                      {section.code}. {label(section)}
                    </th>
                  </tr>
                )}
                <tr className={`${row.parent === null ? '' : 'child'} ${worst.get(row.key) ?? ''}`}>
                  <td>{row.tt}</td>
                  <td>{label(row)}</td>
                  <td className="nowrap">{row.unitVi}</td>
                  <td className="num">
                    {figure?.value === null || figure === undefined ? (
                      <span className="soft small">{figure?.raw ?? t('filing.missing')}</span>
                    ) : (
                      printFigure(figure.value, language)
                    )}
                    {figure?.readAs && <div className="small soft">{figure.readAs}</div>}
                  </td>
                  <td>{figure?.note}</td>
                  <td className="soft small hide-small nowrap">
                    {figure?.cell && `${figure.sheet ?? ''} ${figure.cell}`}
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
