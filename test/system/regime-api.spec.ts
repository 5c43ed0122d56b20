/** The regime over HTTP, with api and worker running: exceptions, reporters, chain, punctuality, nil filings, `ccn season`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../scripts/embedded/roles.ts';
import { type Client, clientOf, signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let officer: Client;
let ministry: Client;
let commune: Client;

interface Payload {
  readonly obligation: Record<string, unknown> | null;
  readonly errors: readonly { code: string; path: string | null; message: string }[];
}
interface Row {
  readonly id: string;
  readonly unit: string;
  readonly [field: string]: unknown;
}

const OBLIGATION = `id unit state stateReason dueBefore lawDueBefore lockAt lawLockAt windowFrom windowTo extended voluntary receivedAt
  lateness nilOffered doubtful changes { kind at reason dueBefore lockAt authorName officeName }`;
const obligations = async (client: Client, filter: object): Promise<Row[]> =>
  (
    await client.data<{ obligations: { nodes: Row[] } }>(
      `query ($filter: ObligationFilter) { obligations(filter: $filter, first: 200) { nodes { ${OBLIGATION} } } }`,
      { filter: { period: '2026-Y', ...filter } },
    )
  ).obligations.nodes;
const decide = async (client: Client, mutation: string, input: object): Promise<Payload> => {
  const type = mutation === 'extendObligation' ? 'ExtendObligationInput!' : 'ExemptObligationInput!';
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { obligation { ${OBLIGATION} } errors { code path message } } }`;
  return (await client.data<Record<string, Payload>>(query, { input }))[mutation] as Payload;
};

beforeAll(async () => {
  system = await startSystem({ env: { CCN_CLOCK_FROM: '2026-12-10T09:00:00+07:00', NODE_ENV: 'test' } });
  officer = await signIn(system, 'department', 'officer', '15');
  ministry = await signIn(system, 'ministry', 'officer');
  commune = await signIn(system, 'commune', 'officer', '04303');
});
afterAll(async () => await system?.stop());

describe('an extension', () => {
  it('is granted by the department, shown to the commune, and moves the reminders’ due instant', async () => {
    const [own] = await obligations(commune, { side: 'OWN' });
    expect(own).toMatchObject({
      unit: '04303',
      dueBefore: '2026-12-25T00:00:00+07:00',
      lawDueBefore: '2026-12-25T00:00:00+07:00',
      lockAt: '2027-02-23T00:00:00+07:00',
      windowFrom: '2025-12-15',
      windowTo: '2026-12-14',
      extended: false,
      voluntary: false,
      lateness: 'NOT_YET_DUE',
      changes: [],
    });
    const granted = await decide(officer, 'extendObligation', {
      id: own?.id,
      dueBefore: '2027-01-04T00:00:00+07:00',
      reason: 'Sạt lở đất, mất liên lạc',
    });
    expect(granted.errors).toEqual([]);
    const [shown] = await obligations(commune, { side: 'OWN' });
    expect(shown).toMatchObject({
      dueBefore: '2027-01-04T00:00:00+07:00',
      lawDueBefore: '2026-12-25T00:00:00+07:00',
      extended: true,
      changes: [
        {
          kind: 'EXTENSION',
          reason: 'Sạt lở đất, mất liên lạc',
          dueBefore: '2027-01-04T00:00:00+07:00',
          lockAt: '2027-02-23T00:00:00+07:00',
          officeName: expect.stringContaining('Lào Cai'),
        },
      ],
    });
  });

  it('that would shorten, or is not theirs to grant, comes back with code, place and sentence', async () => {
    const [own] = await obligations(commune, { side: 'OWN' });
    const shorter = { id: own?.id, dueBefore: '2026-12-26T00:00:00+07:00', reason: 'nhầm' };
    expect(await decide(officer, 'extendObligation', shorter)).toMatchObject({
      obligation: null,
      errors: [{ code: 'DUE_SHORTENED', path: 'dueBefore', message: expect.stringContaining('04/01/2027') }],
    });
    const longer = { ...shorter, dueBefore: '2027-01-08T00:00:00+07:00' };
    expect((await decide(ministry, 'extendObligation', longer)).errors[0]?.code).toBe('NOT_GRANTING_OFFICE');
    expect((await decide(commune, 'extendObligation', longer)).errors[0]?.code).toBe('NOT_GRANTING_OFFICE');
    expect((await decide(officer, 'exemptObligation', { id: 'x', reason: 'y' })).errors[0]?.code).toBe(
      'OBLIGATION_ID_UNKNOWN',
    );
    const planner = await signIn(system, 'department', 'planner', '15');
    const refused = await planner.ask(
      'mutation ($input: ExtendObligationInput!) { extendObligation(input: $input) { errors { code } } }',
      { input: longer },
    );
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('and an exemption are the ministry’s for form 04', async () => {
    const [own] = await obligations(officer, { side: 'OWN' });
    const exempt = await decide(ministry, 'exemptObligation', { id: own?.id, reason: 'Tỉnh đang sắp xếp bộ máy' });
    expect(exempt.obligation).toMatchObject({ state: 'EXEMPT', lateness: 'NOT_OWED' });
    const back = await decide(ministry, 'reinstateObligation', { id: own?.id, reason: 'Đã sắp xếp xong' });
    expect(back.obligation).toMatchObject({ state: 'OPEN', lateness: 'NOT_YET_DUE' });
  });
});

describe('the list of obligations', () => {
  it('is filtered by lateness and by the kind of office that owes', async () => {
    const due = await obligations(officer, { lateness: 'NOT_YET_DUE', filer: 'COMMUNE' });
    expect(due.length).toBe(31);
    expect(await obligations(officer, { lateness: 'OVERDUE' })).toEqual([]);
    const half = await obligations(officer, { period: '2026-H1', lateness: 'MISSED', filer: 'INVESTOR' });
    // Two of the ten investors of Lào Cai came only after the six months were closed.
    expect(half.length).toBe(8);
  });
});

describe('who reports a cluster', () => {
  const reporting = `reporting { leadCommuneCode hasInvestor withoutInvestor leadDecision { reason }
    withoutInvestorDecision { from reason authorName officeName } }`;
  interface Cluster {
    readonly code: string;
    readonly reporting: {
      readonly leadCommuneCode: string;
      readonly hasInvestor: boolean;
      readonly withoutInvestor: string;
      readonly withoutInvestorDecision: object | null;
    };
  }

  it('is shown with the cluster, changed by the department, and followed by the worker', async () => {
    const { clusters } = await officer.data<{ clusters: { nodes: Cluster[] } }>(
      `{ clusters(filter: { province: "15" }, first: 200) { nodes { code ${reporting} } } }`,
    );
    const led = Map.groupBy(clusters.nodes, (c) => c.reporting.leadCommuneCode);
    const [alone] = [...led.values()].flatMap((all) => (all.length === 1 && !all[0]?.reporting.hasInvestor ? all : []));
    expect(alone?.reporting).toMatchObject({ withoutInvestor: 'COMMUNE', withoutInvestorDecision: null });

    const { assignReporter } = await officer.data<{ assignReporter: { reporting: object; errors: unknown[] } }>(
      `mutation ($input: AssignReporterInput!) { assignReporter(input: $input) {
         reporting { withoutInvestor withoutInvestorDecision { from reason officeName } } errors { code message } } }`,
      {
        input: { cluster: alone?.code, reporter: 'DEPARTMENT', from: '2026-12-01', reason: 'Sở đang quản lý hạ tầng' },
      },
    );
    expect(assignReporter).toMatchObject({
      errors: [],
      reporting: {
        withoutInvestor: 'DEPARTMENT',
        withoutInvestorDecision: { from: '2026-12-01', reason: 'Sở đang quản lý hạ tầng' },
      },
    });
    const unit = alone?.reporting.leadCommuneCode;
    await expect
      .poll(async () => (await obligations(officer, { unit, form: '03' }))[0]?.['state'], { timeout: 30_000 })
      .toBe('CLOSED');
    const [closed] = await obligations(officer, { unit, form: '03' });
    expect(closed?.['changes']).toMatchObject([{ kind: 'CLOSED', authorName: null }]);
    // The six months were closed in June, before the decision holds.
    expect((await obligations(officer, { period: '2026-H1', unit, form: '03' }))[0]?.['state']).toBe('OPEN');
  });

  it('is no commune’s to change', async () => {
    const { setLeadCommune } = await commune.data<{ setLeadCommune: { errors: { code: string }[] } }>(
      `mutation { setLeadCommune(input: { cluster: "x", commune: "04303", reason: "y" }) { reporting { leadCommuneCode } errors { code } } }`,
    );
    expect(setLeadCommune.errors[0]?.code).toBe('CLUSTER_UNKNOWN');
  });
});

describe('the views', () => {
  it('tell the department who holds it up, and each office only its own', async () => {
    const query = `query ($unit: String!) { deadlineChain(unit: $unit, period: "2026-Y") { unit unitName ownDaysLeft own { unit }
      tiers { form filer waitedForBy expected outstanding overdue daysLeft slackDays
        blockers { unit unitName answer daysLeft blocks { form unit } } } } }`;
    interface Chain {
      readonly deadlineChain: {
        readonly own: object | null;
        readonly ownDaysLeft: number;
        readonly tiers: readonly (Row & { blockers: readonly { blocks: readonly object[] }[] })[];
      };
    }
    const chain = (await officer.data<Chain>(query, { unit: '15' })).deadlineChain;
    expect([chain.own, chain.ownDaysLeft]).toEqual([{ unit: '15' }, 20]);
    expect(chain.tiers.map((t) => [t['form'], t['filer'], t['expected'], t['outstanding']])).toEqual([
      ['03', 'COMMUNE', 30, 30],
      ['02', 'INVESTOR', 10, 10],
      ['01', 'ENTERPRISE', 5, 5],
    ]);
    // One commune was extended to 4 January, four days after the department's own last day.
    expect(chain.tiers[0]?.['slackDays']).toBe(-4);
    expect(chain.tiers[1]?.blockers[0]?.blocks).toMatchObject([{ form: '03' }, { form: '04', unit: '15' }]);
    const foreign = (await commune.data<Chain>(query, { unit: '80' })).deadlineChain;
    expect([foreign.own, foreign.tiers.map((t) => t['expected'])]).toEqual([null, [0, 0, 0]]);
    const wrong = await officer.ask(query.replace('2026-Y', '2026-H2'), { unit: '15' });
    expect(wrong.errors[0]?.extensions.code).toBe('PERIOD_INVALID');
  });

  it('count punctuality by province and by form', async () => {
    const query = `query ($by: TimelinessBy!, $form: String) { timeliness: seasonTimeliness(period: "2026-H1", by: $by, form: $form) {
      key name expected received onTime late accepted returned missing overdue } }`;
    const of = async (variables: object) =>
      (await ministry.data<{ timeliness: Row[] }>(query, variables as Record<string, unknown>)).timeliness;
    expect((await of({ by: 'FORM' })).map((r) => [r['key'], r['name'], r['expected'], r['missing']])).toEqual([
      ['01', 'Biểu 01', 5, 5],
      ['02', 'Biểu 02', 8, 8],
      ['03', 'Biểu 03', 31, 31],
      ['04', 'Biểu 04', 34, 34],
    ]);
    const provinces = await of({ by: 'PROVINCE', form: '04' });
    expect(provinces).toHaveLength(34);
    expect(provinces[0]).toEqual({
      key: '01',
      name: 'Thành phố Hà Nội',
      expected: 1,
      received: 0,
      onTime: 0,
      late: 0,
      accepted: 0,
      returned: 0,
      missing: 1,
      overdue: 1,
    });
  });
});

describe('a nil filing', () => {
  const query = `mutation ($input: FileNilInput!) { fileNil(input: $input) { filing { id state version nilNote
    figures { key value note } } errors { code path message } } }`;
  const ask = async (client: Client, unit: string) => {
    const input = { form: '01', period: '2026-Y', unit, note: 'Chưa đi vào sản xuất' };
    type Answer = { fileNil: { filing: Row | null; errors: { code: string; path: string | null }[] } };
    return (await client.data<Answer>(query, { input })).fileNil;
  };
  const firmOf = async (unit: string) => {
    const { stdout } = await system.ccn('token', '--as', 'enterprise', '--unit', unit);
    return clientOf(system.url, { authorization: `Bearer ${stdout.trim()}` });
  };

  it('is offered where the duty is in doubt, and comes back as a draft that says why', async () => {
    const all = await obligations(officer, { form: '01' });
    expect(all.map((o) => o['nilOffered'])).toEqual(all.map((o) => o['doubtful']));
    const doubtful = all.filter((o) => o['doubtful'] === true);
    expect(doubtful).toHaveLength(2);
    const [unit, other] = doubtful.map((o) => o.unit) as [string, string];
    const firm = await firmOf(unit);
    const made = await ask(firm, unit);
    expect(made.errors).toEqual([]);
    expect(made.filing).toMatchObject({ state: 'DRAFT', nilNote: 'Chưa đi vào sản xuất' });
    expect((made.filing as unknown as { figures: object[] }).figures).toEqual([
      { key: 'project_revenue', value: '0', note: 'Không phát sinh' },
      { key: 'project_budget_payment', value: '0', note: 'Không phát sinh' },
      { key: 'project_labour', value: '0', note: 'Không phát sinh' },
      { key: 'project_avg_income', value: null, note: null },
    ]);
    expect((await ask(firm, other)).errors[0]?.code).toBe('FORBIDDEN_UNIT');
    const clear = all.find((o) => o['doubtful'] === false)?.unit ?? '';
    expect((await ask(await firmOf(clear), clear)).errors).toMatchObject([{ code: 'NIL_NOT_OFFERED', path: 'unit' }]);
  });

  it('is open to a commune without a cluster, which owes nothing', async () => {
    const { stdout } = await system.ccn('token', '--as', 'commune', '--unit', '00004');
    const empty = clientOf(system.url, { authorization: `Bearer ${stdout.trim()}` });
    expect(await obligations(empty, { side: 'OWN' })).toEqual([]);
    const input = { form: '03', period: '2026-Y', unit: '00004', note: 'Xã không có cụm công nghiệp' };
    const { fileNil } = await empty.data<{ fileNil: { errors: object[]; filing: Row } }>(query, { input });
    expect(fileNil.errors).toEqual([]);
    expect(await obligations(empty, { side: 'OWN' })).toMatchObject([
      { unit: '00004', voluntary: true, lateness: 'NOT_OWED', changes: [{ kind: 'OFFERED' }] },
    ]);
  });
});

describe('the daily run', () => {
  it('is promised once by the running worker for the day of its clock', async () => {
    const rows = await withClient(system.database.superUrl, (c) =>
      c.query<{ period: string; day: string }>('select period, day::text as day from period_run order by 1'),
    );
    expect(rows.rows).toEqual([{ period: '2026-Y', day: '2026-12-10' }]);
  });

  it('opens the next period when its day has come', async () => {
    const next = await startSystem({ env: { CCN_CLOCK_FROM: '2027-04-21T00:00:05+07:00', NODE_ENV: 'test' } });
    try {
      const planner = await signIn(next, 'department', 'planner', '15');
      const periods = async () =>
        (await planner.data<{ reportingPeriods: { code: string }[] }>('{ reportingPeriods { code } }'))
          .reportingPeriods;
      await expect.poll(async () => (await periods()).map((p) => p.code), { timeout: 30_000 }).toContain('2027-H1');
    } finally {
      await next.stop();
    }
  });
});

describe('ccn season', () => {
  it('prints expected counts, windows and instants of the seeded units', async () => {
    const { code, stdout } = await system.ccn('season', '--year', '2026', '--json');
    expect(code).toBe(0);
    const periods = JSON.parse(stdout) as { period: string; opensOn: string; forms: Record<string, unknown>[] }[];
    expect(periods.map((p) => [p.period, p.opensOn])).toEqual([
      ['2026-H1', '2026-04-21'],
      ['2026-Y', '2026-10-21'],
    ]);
    expect(periods[0]?.forms.map((f) => [f['form'], f['expected']])).toEqual([
      ['01', 5],
      ['02', 8],
      ['03', 31],
      ['04', 34],
    ]);
    expect(periods[1]?.forms[2]).toMatchObject({
      form: '03',
      expected: 30,
      closed: 1,
      extended: 1,
      windowFrom: '2025-12-15',
      windowTo: '2026-12-14',
      dueBefore: '2026-12-25T00:00:00+07:00',
      lastOnTimeInstant: '2026-12-24T23:59:59.999+07:00',
      lockAt: '2027-02-23T00:00:00+07:00',
      latestDueBefore: '2027-01-04T00:00:00+07:00',
    });
  });

  it('tells what a year not yet opened would bring, and refuses a year that is none', async () => {
    const text = await system.ccn('season', '--year', '2027');
    expect(text.stdout).toContain('chưa mở (mở từ 2027-04-21; số dự kiến)');
    expect(text.stdout).toContain('Biểu 04  phải gửi 34');
    expect((await system.ccn('season', '--year', '27')).code).toBe(2);
    expect((await system.ccn('season', '--year', '2020')).code).toBe(2);
  });
});
