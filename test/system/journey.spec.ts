/**
 * The main job, end to end: form 04 of Lào Cai for 2026-Y goes through HTTP, queue, worker and PostgreSQL from a
 * workbook with one wrong cell to the accepted number, its sources and the exported workbook.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLaw, loadTerritory } from '#lib/law';
import { checkWorkbook, unitDirectory } from '#lib/workbook';
import { withClient } from '../../scripts/embedded/roles.ts';
import { type Client, clientOf, signIn, withToken } from '../support/client.js';
import { change, EXAMPLES, type FilingView, finished, request, upload } from '../support/filing-journey.js';
import { startSystem, type TestSystem } from '../support/system.js';

/** One cell differs: row 15 says 14 where its parts add up to 16. */
const WRONG = 'not-ok-form-04-wrong-total.xlsx';
const MENDED = 'ok-form-04.xlsx';
const DUTY = { form: '04', period: '2026-Y', unit: '15' };

interface Expectation {
  readonly values: Readonly<Record<string, string | null>>;
}
const expected = JSON.parse(readFileSync(join(EXAMPLES, 'expected.json'), 'utf8')) as Record<string, Expectation>;
const mended = expected[MENDED]?.values ?? {};

let system: TestSystem;
let officer: Client;
let approver: Client;
let ministry: Client;
let analyst: Client;

beforeAll(async () => {
  system = await startSystem();
  officer = await signIn(system, 'department', 'officer', '15');
  approver = await signIn(system, 'department', 'approver', '15');
  ministry = await signIn(system, 'ministry', 'officer');
  analyst = await withToken(system, await signIn(system, 'ministry', 'analyst'), [
    'consolidated.read',
    'filing.read',
    'file.read',
  ]);
});
afterAll(async () => await system?.stop());

describe('form 04 of Lào Cai for the year 2026', () => {
  let draft: FilingView;
  let fileId: string;

  it('is refused with one wrong cell: sheet, cell, code and a sentence that helps', async () => {
    const { id, errors } = await request(officer, { ...DUTY, fileId: await upload(officer, WRONG) });
    expect(errors).toEqual([]);
    const read = await finished(officer, id);
    expect(read).toMatchObject({ state: 'DONE', outcome: 'REJECTED', percent: 100, filing: null });
    expect(read.problems.nodes).toMatchObject([
      { code: 'F04_SUM_15', severity: 'ERROR', sheet: 'Biểu 04', cell: 'D26', key: 'operating_count' },
    ]);
    expect(read.problems.nodes[0]?.message).toContain('đang ghi 14, cộng được 16');
  });

  it('becomes a draft when the cell is mended', async () => {
    fileId = await upload(officer, MENDED);
    const { id, errors } = await request(officer, { ...DUTY, fileId });
    expect(errors).toEqual([]);
    const read = await finished(officer, id);
    expect(read).toMatchObject({ state: 'DONE', outcome: 'ACCEPTED', problems: { nodes: [] } });
    if (read.filing === null) throw new Error('no draft');
    draft = read.filing;
    expect(draft).toMatchObject({ state: 'DRAFT', revision: 1, outcome: 'ACCEPTED', receiptNumber: null });
    expect(Object.fromEntries(draft.figures.map((f) => [f.key, f.value]))).toEqual(mended);
    expect(draft.figures.find((f) => f.key === 'operating_count')).toMatchObject({ sheet: 'Biểu 04', cell: 'D26' });
  });

  it('asked for again with the same file, is read once', async () => {
    const first = await request(officer, { ...DUTY, fileId });
    const second = await request(officer, { ...DUTY, fileId });
    expect(first.id).toBe(second.id);
  });

  it('is for no other unit, period or form', async () => {
    const cases = [
      [{ ...DUTY, unit: '80' }, 'FORBIDDEN_UNIT'],
      [{ ...DUTY, period: '2031-Y' }, 'PERIOD_NOT_OPEN'],
      [{ ...DUTY, period: '2026-H2' }, 'PERIOD_NOT_OPEN'],
      [{ ...DUTY, form: '07' }, 'UNKNOWN_FORM'],
    ] as const;
    for (const [input, code] of cases) {
      const { id, errors } = await request(officer, { ...input, fileId });
      expect([id, errors.map((e) => e.code)]).toEqual([null, [code]]);
    }
  });

  it('is not sent by the officer who prepared it', async () => {
    const answer = await officer.ask(
      `mutation { submitFiling(input: { id: "${draft.id}", version: ${draft.version} }) { errors { code } } }`,
    );
    expect(answer.errors.map((e) => e.extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('is not sent by who looked at an older version', async () => {
    const { filing, errors } = await change(approver, 'submitFiling', {
      id: draft.id,
      revision: 1,
      version: draft.version - 1,
    });
    expect([filing, errors.map((e) => e.code)]).toEqual([null, ['STALE_REVISION']]);
    expect(errors[0]?.message).toContain('Hãy tải lại');
  });

  it('is submitted by the approver, with a receipt, once', async () => {
    const looked = { id: draft.id, revision: 1, version: draft.version };
    const alone = await change(approver, 'submitFiling', looked);
    expect([alone.filing, alone.errors.map((e) => e.code)]).toEqual([null, ['MISSING_CHILDREN_REASON']]);
    const reason = 'Các xã và chủ đầu tư chưa gửi; số liệu lấy từ sổ của Sở.';
    const { filing, errors } = await change(approver, 'submitFiling', { ...looked, reason });
    expect(errors).toEqual([]);
    expect(filing).toMatchObject({ state: 'SUBMITTED', revision: 1, receiptNumber: expect.stringMatching(/\d/) });
    const again = await change(approver, 'submitFiling', { id: draft.id, version: filing?.version });
    expect([again.filing, again.errors.map((e) => e.code)]).toEqual([null, ['ALREADY_SUBMITTED']]);
    draft = filing ?? draft;
  });

  it('is frozen then: the officer cannot change it', async () => {
    const figures = [{ key: 'planned_count', raw: '1' }];
    const { errors } = await change(officer, 'saveDraft', { ...DUTY, version: draft.version, figures });
    expect(errors.map((e) => e.code)).toEqual(['ALREADY_SUBMITTED']);
  });

  it('is accepted by the ministry, and its duty is answered', async () => {
    const { filing, errors } = await change(ministry, 'acceptFiling', {
      id: draft.id,
      revision: 1,
      version: draft.version,
    });
    expect(errors).toEqual([]);
    expect(filing).toMatchObject({ state: 'ACCEPTED', revision: 1 });
    const { obligations } = await officer.data<{ obligations: { nodes: object[] } }>(
      '{ obligations(filter: { form: "04", period: "2026-Y", side: OWN }) { nodes { unit unitName answer dueBefore lastOnTimeInstant filing { id } } } }',
    );
    expect(obligations.nodes).toMatchObject([
      {
        unit: '15',
        answer: 'ACCEPTED',
        dueBefore: '2026-12-31T00:00:00+07:00',
        lastOnTimeInstant: '2026-12-30T23:59:59.999+07:00',
        filing: { id: draft.id },
      },
    ]);
  });

  it('is decided once', async () => {
    const { errors } = await change(ministry, 'returnFiling', {
      id: draft.id,
      version: draft.version + 1,
      reason: 'xem lại dòng 15',
    });
    expect(errors.map((e) => e.code)).toEqual(['ALREADY_DECIDED']);
  });
});

describe('its figures', () => {
  type Figure = {
    key: string;
    tt: string;
    value: string | null;
    unit: string;
    basis: string;
    acceptedValue: string | null;
    sources: { kind: string; file: string | null; sheet: string | null; cell: string | null; value: string | null }[];
    coverage: { expected: number; reported: number; accepted: number };
  };
  const QUERY = `{ consolidatedForm(form: "04", unit: "15", period: "2026-Y") { unitName definitionId windowFrom windowTo
    figures { key tt label value unit basis acceptedValue sources { kind id label value file sheet cell } coverage { expected reported accepted } } } }`;

  it('are read by an analyst with a token, each with the file, sheet and cell it comes from', async () => {
    const { consolidatedForm: form } = await analyst.data<{
      consolidatedForm: { unitName: string; windowFrom: string; windowTo: string; figures: Figure[] };
    }>(QUERY);
    expect(form).toMatchObject({ unitName: 'Tỉnh Lào Cai', windowFrom: '2025-12-15', windowTo: '2026-12-14' });
    expect(Object.fromEntries(form.figures.map((f) => [f.key, f.value]))).toEqual(mended);
    for (const figure of form.figures) {
      expect(figure).toMatchObject({ basis: 'ACCEPTED', acceptedValue: mended[figure.key] });
      expect(figure.sources.filter((s) => s.kind === 'FILING')).toContainEqual(
        expect.objectContaining({
          file: MENDED,
          sheet: 'Biểu 04',
          cell: expect.stringMatching(/^D\d+$/),
          value: figure.value,
        }),
      );
    }
    expect(form.figures.find((f) => f.key === 'operating_count')).toMatchObject({ tt: '15', value: '16', unit: 'Cụm' });
  });

  it('come out in the statutory workbook, and read back the same', async () => {
    const planner = await signIn(system, 'department', 'planner', '15');
    const response = await planner.fetch('/api/export?form=04&unit=15&period=2026-Y');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect(response.headers.get('content-disposition')).toContain('Bieu-04_15_2026-Y.xlsx');
    const law = loadLaw();
    const { report } = await checkWorkbook(new Uint8Array(await response.arrayBuffer()), {
      law,
      name: 'Bieu-04.xlsx',
      units: unitDirectory(() => loadTerritory(), law),
    });
    expect(report.outcome).not.toBe('rejected');
    expect(report.documents).toMatchObject([{ form: '04', period: '2026-Y', unit: '15' }]);
    expect(report.documents[0]?.values).toEqual(mended);
  });

  it('are in the national form, which says how many provinces are still missing', async () => {
    const { consolidatedForm: nation } = await analyst.data<{ consolidatedForm: { figures: Figure[] } }>(
      '{ consolidatedForm(form: "04", unit: "VN", period: "2026-Y") { figures { key value coverage { expected reported accepted } } } }',
    );
    const planned = nation.figures.find((f) => f.key === 'planned_count');
    expect(planned?.coverage).toMatchObject({ expected: 34, accepted: 1 });
  });

  it('leave an unbroken record of who did what', async () => {
    const checked = await system.ccn('verify-audit');
    expect([checked.code, checked.stdout + checked.stderr]).toEqual([0, expect.any(String)]);
    const auditor = await signIn(system, 'ministry', 'administrator');
    const { auditEntries } = await auditor.data<{ auditEntries: { nodes: { action: string }[] } }>(
      '{ auditEntries(first: 200, filter: {}) { nodes { action actorName subjectId } } }',
    );
    const actions = auditEntries.nodes.map((n) => n.action);
    for (const action of ['filing.submit', 'filing.accept']) expect(actions).toContain(action);
  });
});

describe('its receipt', () => {
  interface Receipt {
    readonly number: string;
    readonly sha256: string;
    readonly supersededBy: string | null;
    readonly checkAddress: string;
  }
  const RECEIPT = 'receipt { number sha256 supersededBy checkAddress }';
  const stranger = () => clientOf(system.url);
  let id: string;
  let receipt: Receipt;

  beforeAll(async () => {
    const { filings } = await officer.data<{ filings: { nodes: { id: string; receipt: Receipt }[] } }>(
      `{ filings(filter: { form: "04", period: "2026-Y", unit: "15" }) { nodes { id ${RECEIPT} } } }`,
    );
    id = filings.nodes[0]?.id ?? '';
    receipt = filings.nodes[0]?.receipt ?? { number: '', sha256: '', supersededBy: null, checkAddress: '' };
  });

  /** What `ccn verify-receipt` says of the bytes that the api hands out, with the original workbook beside them. */
  async function verified(number: string): Promise<{ code: number | null; out: string }> {
    const response = await officer.fetch(`/api/receipts/${encodeURIComponent(number)}`);
    expect(response.status).toBe(200);
    const path = join(system.env['CCN_DATA'] ?? '', 'bien-nhan.json');
    writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
    const { code, stdout, stderr } = await system.ccn('verify-receipt', path, join(EXAMPLES, MENDED), '--json');
    return { code, out: stdout + stderr };
  }

  it('is handed out byte for byte and verified offline, with the workbook', async () => {
    const plain = await officer.fetch(`/api/receipts/${receipt.number}`);
    const coded = await officer.fetch(`/api/receipts/${encodeURIComponent(receipt.number)}`);
    expect([plain.status, plain.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await plain.text()).toBe(await coded.text());
    const { code, out } = await verified(receipt.number);
    expect([code, JSON.parse(out)]).toMatchObject([0, { result: 'genuine', keyKnown: true, fileChecked: true }]);
  });

  it('is for those who may see the filing', async () => {
    const path = `/api/receipts/${receipt.number}`;
    expect((await stranger().fetch(path)).status).toBe(401);
    const other = await signIn(system, 'department', 'officer', '80');
    const answer = await other.fetch(path);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'RECEIPT_UNKNOWN']);
  });

  it('is checked by anybody who holds its number and hash, and by nobody else', async () => {
    const check = async (number: string, sha256: string) => {
      const query = new URLSearchParams({ number, sha256 });
      const answer = await stranger().fetch(`/api/receipt-check?${query.toString()}`);
      return [answer.status, await answer.json()];
    };
    expect(receipt.checkAddress).toContain(`${system.url}/kiem-tra?so=2026-Y%2F04%2F15%2F`);
    expect(await check(receipt.number, receipt.sha256)).toEqual([200, { result: 'genuine', supersededBy: null }]);
    const unknown = [200, { result: 'unknown', supersededBy: null }];
    expect(await check(receipt.number, 'a'.repeat(64))).toEqual(unknown);
    expect(await check(receipt.number, "' or 1=1")).toEqual(unknown);
    expect(await check('x'.repeat(5000), receipt.sha256)).toEqual(unknown);
    expect((await stranger().fetch('/api/receipt-check')).status).toBe(200);
  });

  it('is superseded by the receipt of an amendment, which needs a reason; the old figures stay readable', async () => {
    const { version } = (await officer.data<{ filing: FilingView }>(`{ filing(id: "${id}") { version } }`)).filing;
    const without = await change(officer, 'amendFiling', { id, version, reason: ' ' });
    expect(without.errors.map((e) => e.code)).toEqual(['REASON_REQUIRED']);
    const amended = await change(officer, 'amendFiling', { id, version, reason: 'Quyết định điều chỉnh quy hoạch.' });
    expect(amended.filing).toMatchObject({ state: 'DRAFT', revision: 2 });
    const figures = (amended.filing?.figures ?? []).map(({ key, value }) => ({
      key,
      raw: key === 'planned_area' ? '2930,5' : (value?.replace('.', ',') ?? null),
    }));
    const saved = await change(officer, 'saveDraft', { ...DUTY, version: amended.filing?.version, figures });
    expect(saved.errors).toEqual([]);
    const reason = 'Vẫn chưa đủ báo cáo cấp dưới.';
    const sent = await change(approver, 'submitFiling', { id, version: saved.filing?.version, reason });
    expect(sent.errors).toEqual([]);

    const { code, out } = await verified(receipt.number);
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { result: 'superseded', supersededBy: sent.filing?.receiptNumber },
    ]);
    const { filing } = await ministry.data<{
      filing: {
        missingReason: string;
        missingThen: object[];
        revisions: { revision: number; receipt: Receipt; figures: { key: string; value: string }[] }[];
      };
    }>(
      `{ filing(id: "${id}") { missingReason missingThen { form unit } revisions { revision ${RECEIPT} figures { key value } } } }`,
    );
    expect(filing.missingReason).toBe(reason);
    expect(filing.missingThen.length).toBeGreaterThan(0);
    expect(
      filing.revisions.map((r) => [
        r.revision,
        r.receipt.supersededBy,
        r.figures.find((f) => f.key === 'planned_area')?.value,
      ]),
    ).toEqual([
      [2, null, '2930.5'],
      [1, sent.filing?.receiptNumber, '2927.81'],
    ]);
  });

  it('what was refused on the way is in the audit, with its code', async () => {
    const { rows } = await withClient(system.database.superUrl, (c) =>
      c.query<{ entry: string }>(
        `select action || ' ' || (detail ->> 'code') as entry from audit_entry where action like '%.refused'`,
      ),
    );
    const refused = rows.map((row) => row.entry);
    for (const expectedEntry of [
      'filing.submit.refused STALE_REVISION',
      'filing.submit.refused MISSING_CHILDREN_REASON',
      'filing.submit.refused ALREADY_SUBMITTED',
      'filing.draft.refused ALREADY_SUBMITTED',
      'filing.return.refused ALREADY_DECIDED',
      'filing.amend.refused REASON_REQUIRED',
    ])
      expect(refused).toContain(expectedEntry);
  });
});
