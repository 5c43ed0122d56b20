import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLaw, loadTerritory } from '#lib/law';
import { readWorkbook, reportOn, unitDirectory } from '#lib/workbook';
import { CORPUS, pathInCorpus, toldBy, wantedOf, workbooksInCorpus } from '../../support/corpus.js';

const law = loadLaw();
const units = unitDirectory(() => loadTerritory(), law);

describe('workbooks made with other programs', () => {
  it.each(CORPUS)('%s', (name, answer) => {
    const options = { law, units, name, ...answer.options };
    const { report } = reportOn(readWorkbook(readFileSync(pathInCorpus(name))), '', options);
    expect(toldBy(report)).toEqual(wantedOf(answer));
  });

  it('have an answer each', () => {
    expect(workbooksInCorpus().sort()).toEqual(CORPUS.map(([name]) => name).sort());
  });
});
