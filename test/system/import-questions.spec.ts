/**
 * What only the sender can say is asked, remembered and shown; templates of the system come back merged three ways.
 */
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { readWorkbook, writeForm } from '#lib/workbook';
import { type Client, signIn } from '../support/client.js';
import { sound } from '../support/fifty-faults.js';
import { type ImportAnswer, sent, settled } from '../support/imports.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { retype, type Typed } from '../unit/workbook-mark/retype.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const YEAR = { form: '04', period: '2026-Y', unit: '15' };
const HALF = { form: '04', period: '2026-H1', unit: '15' };
const MORE = `questions { id kind cell raw choices { choice value } }
  readings { kind choice cells chosenByName remembered sentence } template { baseRevision changed { key tt label of from to } }
  filing { readings { sentence } figures { key value readAs } }`;

interface Asked extends ImportAnswer {
  readonly questions: readonly {
    id: string;
    kind: string;
    cell: string | null;
    raw: string | null;
    choices: { choice: string; value: string | null }[];
  }[];
  readonly readings: readonly {
    kind: string;
    choice: string;
    cells: string[];
    remembered: boolean;
    sentence: string;
  }[];
  readonly template: {
    baseRevision: number;
    changed: { key: string; tt: string | null; label: string; of: string; from: string | null; to: string | null }[];
  } | null;
  readonly filing:
    | (ImportAnswer['filing'] & { readings: { sentence: string }[]; figures: { key: string; value: string | null }[] })
    | null;
}

let system: TestSystem;
let officer: Client;
let approver: Client;
let ministry: Client;

beforeAll(async () => {
  system = await startSystem();
  officer = await signIn(system, 'department', 'officer', '15');
  approver = await signIn(system, 'department', 'approver', '15');
  ministry = await signIn(system, 'ministry', 'officer');
});
afterAll(async () => await system?.stop());

const put = (bytes: Uint8Array, cells: Readonly<Record<string, Typed>>) => retype(bytes, SHEET, cells);
const send = (bytes: Uint8Array, duty = YEAR) => sent<Asked>(officer, duty, 'bieu-04.xlsx', bytes, MORE);

async function answer(
  client: Client,
  id: string,
  answers: readonly { question: string; choice: string; value?: string | null }[],
  remember = true,
): Promise<{ codes: string[]; after: Asked | null }> {
  const { answerImport } = await client.data<{
    answerImport: { workbookImport: { id: string } | null; errors: { code: string }[] };
  }>(
    'mutation ($input: AnswerImportInput!) { answerImport(input: $input) { workbookImport { id } errors { code } } }',
    { input: { id, answers, remember } },
  );
  const codes = answerImport.errors.map((e) => e.code);
  return { codes, after: codes.length > 0 ? null : await settled<Asked>(client, id, MORE) };
}

const figure = (asked: Asked | null, key: string) => asked?.filing?.figures.find((f) => f.key === key)?.value;

async function readings(client: Client): Promise<{ id: string; form: string; kind: string; choice: string }[]> {
  return (await client.data<{ senderReadings: never[] }>('{ senderReadings { id form kind choice sentence } }'))
    .senderReadings;
}

describe('a figure that may mean two things', () => {
  let asking: Asked;
  let key: string;

  it('is asked, not guessed; nothing is filed before the answer', async () => {
    asking = await send(put(sound, { D14: { text: '1.250' } }));
    expect(asking).toMatchObject({ state: 'ASKING', filing: null, percent: 100 });
    expect(asking.questions).toHaveLength(1);
    expect(asking.questions[0]).toMatchObject({
      kind: 'writing',
      cell: 'D14',
      raw: '1.250',
      choices: [
        { choice: 'vi', value: '1250' },
        { choice: 'en', value: '1.25' },
      ],
    });
    expect(asking.markedFile).toMatchObject({ marks: 1 });
    key = asking.problems.nodes.find((p) => p.cell === 'D14')?.key ?? '';
  });

  it('is answered only with what there is to choose, by who prepares the filing', async () => {
    const question = asking.questions[0]?.id ?? '';
    expect((await answer(officer, asking.id, [{ question, choice: 'fr' }])).codes).toEqual(['CHOICE_UNKNOWN']);
    expect((await answer(officer, asking.id, [{ question: 'x', choice: 'vi' }])).codes).toEqual(['QUESTION_UNKNOWN']);
    const foreign = await ministry.ask<{ answerImport: { errors: { code: string }[] } | null }>(
      'mutation ($input: AnswerImportInput!) { answerImport(input: $input) { errors { code } } }',
      { input: { id: asking.id, answers: [{ question, choice: 'vi' }] } },
    );
    expect(foreign.data?.answerImport?.errors[0]?.code ?? foreign.errors[0]?.extensions.code).toMatch(/^FORBIDDEN/);
  });

  it('is read as chosen; the filing says on whose word', async () => {
    const { after } = await answer(officer, asking.id, [{ question: asking.questions[0]?.id ?? '', choice: 'vi' }]);
    expect(after).toMatchObject({ state: 'DONE', questions: [], filing: { state: 'DRAFT' } });
    expect(figure(after, key)).toBe('1250');
    expect(after?.readings).toEqual([expect.objectContaining({ kind: 'writing', choice: 'vi', remembered: false })]);
    expect(after?.filing?.readings.map((r) => r.sentence)).toEqual([
      expect.stringMatching(/^đọc dấu chấm là phân cách hàng nghìn, .* chọn ngày \d\d\/\d\d\/\d{4}$/),
    ]);
    expect((await answer(officer, asking.id, [{ question: 'x', choice: 'vi' }])).codes).toEqual(['NOTHING_ASKED']);
  });

  it('is remembered for the office and the form, until the choice is dropped', async () => {
    const kept = await readings(officer);
    expect(kept).toEqual([expect.objectContaining({ form: '04', kind: 'writing', choice: 'vi' })]);
    expect(await readings(approver)).toEqual(kept);
    expect(await readings(ministry)).toEqual([]);
    const next = await send(put(sound, { D14: { text: '1.300' } }));
    expect(next).toMatchObject({ state: 'DONE', questions: [] });
    expect(next.readings).toEqual([expect.objectContaining({ choice: 'vi', remembered: true })]);
    expect(figure(next, key)).toBe('1300');

    const { dropReading } = await officer.data<{ dropReading: { errors: unknown[] } }>(
      'mutation ($input: DropReadingInput!) { dropReading(input: $input) { reading { id } errors { code } } }',
      { input: { id: kept[0]?.id } },
    );
    expect(dropReading.errors).toEqual([]);
    expect(await readings(officer)).toEqual([]);
    expect(await send(put(sound, { D14: { text: '1.400' } }))).toMatchObject({ state: 'ASKING' });
  });
});

describe('a template of the system', () => {
  const definition = loadLaw().definitionFor('04', '2026-H1')!;
  let template: Buffer;

  const download = (client: Client) => client.fetch('/api/templates/04/2026-H1/15');
  /** Where the template asks for an indicator. */
  const cellOf = (bytes: Uint8Array, key: string): string => {
    const row = definition.rows.find((r) => r.key === key);
    const read = readWorkbook(bytes);
    const cells = read.ok ? [...(read.sheets[0]?.cells.values() ?? [])] : [];
    return `D${cells.find((c) => c.col === 2 && c.text === row?.labelVi)?.row}`;
  };
  /** Its hidden sheet names another period than it was made for. */
  const tampered = (bytes: Uint8Array): Uint8Array => {
    const parts = unzipSync(bytes);
    const part = 'xl/sharedStrings.xml';
    return zipSync({
      ...parts,
      [part]: Buffer.from(Buffer.from(parts[part]!).toString().replace('2026-H1', '2026-H2')),
    });
  };

  it('is given to who prepares the filing, and to nobody else', async () => {
    await send(writeForm({ definition, period: '2026-H1', unitName: 'Tỉnh Lào Cai', values: zeros() }), HALF);
    const response = await download(officer);
    expect(response.status).toBe(200);
    template = Buffer.from(await response.arrayBuffer());
    expect((await download(ministry)).status).toBe(403);
    expect((await fetch(`${system.url}/api/templates/04/2026-H1/15`)).status).toBe(401);
    expect((await officer.fetch('/api/templates/04/2026-H1/80')).status).toBe(403);
  });

  it('sent back as it is changes nothing', async () => {
    const same = await send(template, HALF);
    expect(same).toMatchObject({ state: 'DONE', template: { baseRevision: 1, changed: [] } });
    expect(same.filing?.version).toBe(1);
  });

  it('sent back with changed cells changes these and follows the server in all others', async () => {
    await typed({ planned_area: '500' });
    const changed = await send(put(template, { [cellOf(template, 'planned_count')]: { number: '7' } }), HALF);
    const label = 'Số lượng cụm công nghiệp theo phương án phát triển cụm công nghiệp';
    expect(changed.template?.changed).toEqual([
      { key: 'planned_count', tt: '1', label, of: 'value', from: '0', to: '7' },
    ]);
    expect(figure(changed, 'planned_count')).toBe('7');
    expect(figure(changed, 'planned_area')).toBe('500');
  });

  it('asks where both sides changed a cell, and overwrites nothing before the answer', async () => {
    const mine = put(template, { [cellOf(template, 'planned_area')]: { number: '600' } });
    const asking = await send(mine, HALF);
    expect(asking).toMatchObject({ state: 'ASKING', filing: null });
    expect(asking.questions).toEqual([
      expect.objectContaining({
        kind: 'conflict',
        choices: [
          { choice: 'mine', value: '600' },
          { choice: 'server', value: '500' },
        ],
      }),
    ]);
    expect(asking.problems.nodes.map((p) => p.code)).toContain('TEMPLATE_CONFLICT');
    const question = asking.questions[0]?.id ?? '';
    const { codes } = await answer(officer, asking.id, [{ question, choice: 'value', value: 'nhiều' }]);
    expect(codes).toEqual(['CHOICE_UNKNOWN']);
    const { after } = await answer(officer, asking.id, [{ question, choice: 'value', value: '550.5' }]);
    expect(figure(after, 'planned_area')).toBe('550.5');
    expect(figure(after, 'planned_count')).toBe('7');
  });

  it('with a broken identity is an ordinary file, and says so', async () => {
    const broken = tampered(template);
    const stranger = await send(broken, HALF);
    expect(stranger.template).toBeNull();
    expect(stranger.problems.nodes.map((p) => p.code)).toContain('TEMPLATE_CHANGED');
    expect(figure(stranger, 'planned_count')).toBe('0');
  });

  const zeros = () => Object.fromEntries(definition.rows.map((r) => [r.key, '0']));

  /** Somebody types into the portal meanwhile. */
  async function typed(change: Readonly<Record<string, string>>): Promise<void> {
    const figures = definition.rows.map(({ key }) => ({ key, raw: change[key] ?? '0' }));
    const { saveDraft } = await officer.data<{ saveDraft: { errors: unknown[] } }>(
      'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { errors { code message } } }',
      { input: { ...HALF, figures, version: 1 } },
    );
    expect(saveDraft.errors).toEqual([]);
  }
});
