import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkForm, type FormDefinition, type ParsedForm } from '#lib/forms';
import { DomainError } from '#lib/kernel';
import { findSchemasDir, loadLaw, loadTerritory } from '#lib/law';

/** A law of 2027 that nobody has made: form 04 gets one more row and one other label. Data only. */
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ccn-law-'));
  cpSync(findSchemasDir(), dir, { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Json = Record<string, unknown>;
const readJson = <T = Json>(path: string): T => JSON.parse(readFileSync(join(dir, path), 'utf8')) as T;
const writeJson = (path: string, value: unknown) => writeFileSync(join(dir, path), JSON.stringify(value));

function amend(): void {
  mkdirSync(join(dir, 'forms/2027-07-01'));
  const form = readJson<{ rows: Json[]; legalBasis: string }>('forms/2025-07-01/form-04.json');
  const first = form.rows[0]!;
  first['labelVi'] = 'Số lượng cụm công nghiệp trong phương hướng phát triển';
  form.rows.push({
    ...first,
    key: 'eco_cluster_count',
    tt: '28',
    section: 'III',
    labelVi: 'Số lượng cụm công nghiệp sinh thái đã hoạt động',
    labelEn: 'Operating eco clusters',
    alsoLabelled: [],
  });
  writeJson('forms/2027-07-01/form-04.json', form);
  const checks = readJson<{ checks: Record<string, Json[]> }>('forms/2025-07-01/checks.json').checks['04']!;
  const order = checks.find((c) => c['code'] === 'F04_MAX_15_3');
  writeJson('forms/2027-07-01/checks.json', {
    checks: { '04': [...checks, { ...order, code: 'F04_MAX_28', lesser: 'eco_cluster_count' }] },
  });
}

const filled = (definition: FormDefinition, figures: Record<string, string>): ParsedForm => ({
  form: '04',
  definitionId: definition.id,
  period: '2027-Y',
  unit: '15',
  header: {},
  entries: new Map(
    Object.entries(figures).map(([key, value]) => [
      key,
      { key, value, raw: value, note: null, at: { sheet: 'Biểu 04', cell: 'D50' }, readAs: null },
    ]),
  ),
  problems: [],
  sheet: 'Biểu 04',
});

describe('an amendment is a new dated folder and no code', () => {
  it('holds from its day, for its form, and leaves the older versions where they were', () => {
    const before = loadLaw(dir).definitionById('form-04@2025-07-01');
    amend();
    const law = loadLaw(dir);

    expect(law.definitionFor('04', '2027-H1')?.id).toBe('form-04@2025-07-01'); // window to 2027-06-14
    expect(law.definitionFor('04', '2027-Y')?.id).toBe('form-04@2027-07-01');
    expect(law.definitionFor('03', '2027-Y')?.id).toBe('form-03@2025-07-01'); // form 03 was not amended

    const [old, amended] = [law.definitionById('form-04@2025-07-01'), law.definitionById('form-04@2027-07-01')];
    expect(old).toEqual({ ...before, inForceTo: '2027-07-01' });
    expect(old?.rows).toHaveLength(35);
    expect(amended?.rows).toHaveLength(36);
    expect(amended?.rows[0]?.labelVi).toBe('Số lượng cụm công nghiệp trong phương hướng phát triển');
  });

  it('is checked by its own rows and relations', () => {
    const law = loadLaw(dir);
    const [old, amended] = ['form-04@2025-07-01', 'form-04@2027-07-01'].map((id) => law.definitionById(id)!);
    const figures = { operating_count: '3', eco_cluster_count: '5' };

    const byNew = checkForm(filled(amended!, figures), amended!, law.valueTypes);
    expect(byNew.values['eco_cluster_count']).toBe('5');
    expect(byNew.outcome).toBe('rejected');
    expect(byNew.problems.find((p) => p.code === 'F04_MAX_28')).toMatchObject({
      key: 'eco_cluster_count',
      sheet: 'Biểu 04',
      cell: 'D50',
    });

    const byOld = checkForm(filled(old!, figures), old!, law.valueTypes);
    expect('eco_cluster_count' in byOld.values).toBe(false);
    expect(byOld.problems.some((p) => p.code === 'F04_MAX_28')).toBe(false);
  });
});

describe('a broken file of the law', () => {
  const broken = (path: string, change: (json: Json) => void, load: (d: string) => unknown = loadLaw): DomainError => {
    const original = readFileSync(join(dir, path), 'utf8');
    const json = JSON.parse(original) as Json;
    change(json);
    writeJson(path, json);
    try {
      load(dir);
    } catch (e) {
      if (e instanceof DomainError) return e;
      throw e;
    } finally {
      writeFileSync(join(dir, path), original);
    }
    throw new Error('was loaded all the same');
  };
  const form = 'forms/2025-07-01/form-04.json';
  const rows = (json: Json) => json['rows'] as Json[];
  const checks = (json: Json) => (json['checks'] as Record<string, Json[]>)['04']!;

  it('is named with the place in it', () => {
    const e = broken(form, (json) => {
      rows(json)[3]!['labelVi'] = 7;
    });
    expect(e.code).toBe('LAW_FILE_BROKEN');
    expect(e.path).toBe('schemas/forms/2025-07-01/form-04.json /rows/3/labelVi');
    expect(e.message).toContain('schemas/forms/2025-07-01/form-04.json /rows/3/labelVi');
  });

  it.each<[string, string, (json: Json) => void, string]>([
    ['a value type nobody knows', form, (j) => (rows(j)[0]!['valueType'] = 'tons'), '/rows/0/valueType'],
    ['a field too many', form, (j) => (rows(j)[0]!['colour'] = 'red'), '/rows/0'],
    ['a key that stands twice', form, (j) => (rows(j)[1]!['key'] = rows(j)[0]!['key']), '/rows/1/key'],
    ['a row number that stands twice', form, (j) => (rows(j)[1]!['tt'] = '1'), '/rows/1/tt'],
    ['a section that is not there', form, (j) => (rows(j)[0]!['section'] = 'IX'), '/rows/0/section'],
    ['a form under another name', form, (j) => (j['code'] = '03'), '/code'],
    [
      'a check of a row that is not there',
      'forms/2025-07-01/checks.json',
      (j) => (checks(j)[2]!['lesser'] = 'x'),
      '/checks/04/2/rule',
    ],
    [
      'a check code of another form',
      'forms/2025-07-01/checks.json',
      (j) => (checks(j)[0]!['code'] = 'F03_SUM_15'),
      '/checks/04/0/code',
    ],
    [
      'a placeholder nobody fills',
      'forms/2025-07-01/checks.json',
      (j) => (checks(j)[0]!['messageVi'] = '{nonsense}'),
      '/checks/04/0/messageVi',
    ],
    ['a form without checks', 'forms/2025-07-01/checks.json', (j) => delete (j['checks'] as Json)['02'], '/checks'],
    [
      'a due day that is none',
      'regime/2025-07-01.json',
      (j) => ((j['due'] as Json[])[0]!['dueBefore'] = '13-40'),
      '/due/0/dueBefore',
    ],
    ['a form without a due rule', 'regime/2025-07-01.json', (j) => (j['due'] as Json[]).pop(), '/due'],
    [
      'a default nobody offers',
      'regime/2025-07-01.json',
      (j) => ((j['openPoints'] as Json[])[0]!['default'] = 'x'),
      '/openPoints/0/default',
    ],
    ['a value type left out', 'value-types.json', (j) => delete (j['valueTypes'] as Json)['flag'], '/valueTypes'],
  ])('%s', (_, path, change, place) => {
    expect(broken(path, change).path).toBe(`schemas/${path} ${place}`);
  });

  it('that is no JSON at all is named too', () => {
    const original = readFileSync(join(dir, form), 'utf8');
    writeFileSync(join(dir, form), '{"code": "04"');
    expect(() => loadLaw(dir)).toThrow(/schemas\/forms\/2025-07-01\/form-04\.json/);
    writeFileSync(join(dir, form), original);
  });

  it('a line of a territory table is named by its number', () => {
    const path = 'territory/2025-07-01/communes.csv';
    const original = readFileSync(join(dir, path), 'utf8');
    const lines = original.split('\n');
    lines[4] = lines[4]!.replace(/^\d{5}/, '4');
    writeFileSync(join(dir, path), lines.join('\n'));
    expect(() => loadTerritory(dir)).toThrow(/communes\.csv line 5\/code/);
    writeFileSync(join(dir, path), original);
  });
});
