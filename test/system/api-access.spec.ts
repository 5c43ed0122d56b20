/** Who may ask what over HTTP: every kind of caller against every door, and province A against province B. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

const WORKBOOK = readFileSync(join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx'));

let system: TestSystem;
const people = new Map<string, Client>();
/** What Lào Cai has, for others to reach for. */
const ours = { filing: '', version: 0, file: '', clusterId: '', clusterCode: '', obligations: 0 };

const POSTS = [
  ['ministry', 'officer'],
  ['ministry', 'analyst'],
  ['ministry', 'planner'],
  ['ministry', 'administrator'],
  ['department', 'officer', '15'],
  ['department', 'approver', '15'],
  ['department', 'planner', '15'],
  ['department', 'administrator', '15'],
  ['department', 'officer', '80'],
  ['department', 'approver', '80'],
  ['commune', 'officer', '04303'],
  ['investor', 'officer'],
  ['enterprise', 'officer'],
] as const;
const nameOf = (post: readonly string[]) => post.join(' ');
const person = (name: string): Client => {
  const found = people.get(name);
  if (found === undefined) throw new Error(`nobody signed in as ${name}`);
  return found;
};

beforeAll(async () => {
  system = await startSystem({ worker: false });
  for (const post of POSTS) people.set(nameOf(post), await signIn(system, post[0], post[1], post[2]));
  const officer = person('department officer 15');
  const { saveDraft } = await officer.data<{ saveDraft: { filing: { id: string; version: number } } }>(
    'mutation { saveDraft(input: { form: "04", period: "2026-Y", unit: "15", figures: [{ key: "planned_count", raw: "54" }] }) { filing { id version } errors { code } } }',
  );
  ours.filing = saveDraft.filing.id;
  ours.version = saveDraft.filing.version;
  ours.file = ((await (await officer.upload('cua-lao-cai.xlsx', WORKBOOK)).json()) as { id: string }).id;
  const { clusters, obligations } = await officer.data<{
    clusters: { nodes: { id: string; code: string }[] };
    obligations: { totalCount: number };
  }>('{ clusters(first: 1) { nodes { id code } } obligations(first: 1) { totalCount } }');
  ours.clusterId = clusters.nodes[0]?.id ?? '';
  ours.clusterCode = clusters.nodes[0]?.code ?? '';
  ours.obligations = obligations.totalCount;
});
afterAll(async () => await system?.stop());

/** Code of the first error, of whatever kind, or "ok". */
async function outcomeOf(client: Client, query: string): Promise<string> {
  const answer = await client.ask<Record<string, { errors?: { code: string }[] } | null>>(query);
  const thrown = answer.errors[0]?.extensions.code;
  const told = Object.values(answer.data ?? {}).flatMap((field) => field?.errors ?? [])[0]?.code;
  return thrown ?? told ?? 'ok';
}

describe('each role reaches the doors of its work and no others', () => {
  const DOORS: Readonly<Record<string, () => string>> = {
    clusters: () => '{ clusters(first: 1) { totalCount } }',
    obligations: () => '{ obligations(first: 1) { totalCount } }',
    filings: () => '{ filings(first: 1) { totalCount } }',
    'form 04 of Lào Cai': () => '{ consolidatedForm(form: "04", unit: "15", period: "2026-Y") { unitName } }',
    'the nation': () => '{ consolidatedForm(form: "04", unit: "VN", period: "2026-Y") { unitName } }',
    audit: () => '{ auditEntries(first: 1) { totalCount } }',
    prepare: () =>
      'mutation { saveDraft(input: { form: "04", period: "2026-H1", unit: "15", figures: [] }) { errors { code } } }',
    decide: () =>
      `mutation { acceptFiling(input: { id: "${ours.filing}", version: ${ours.version} }) { errors { code } } }`,
    'own tokens': () => '{ me { tokens { id } } }',
  };
  /** Worked out by hand from the table of roles (libs/access rules/permissions.ts) and the receivers of form 04. */
  const MATRIX: Readonly<Record<string, readonly string[]>> = {
    //                          clusters obligations filings    form 04         nation          audit       prepare           decide             tokens
    'ministry officer': ['ok', 'ok', 'ok', 'ok', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'NOT_SUBMITTED', 'ok'],
    'ministry analyst': ['ok', 'ok', 'ok', 'ok', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok'],
    'ministry planner': ['ok', 'ok', 'ok', 'ok', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok'],
    'ministry administrator': ['ok', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'ok'],
    'department officer 15': ['ok', 'ok', 'ok', 'ok', 'UNIT_NOT_YOURS', 'FORBIDDEN', 'ok', 'NOT_RECEIVER', 'ok'],
    'department approver 15': [
      'ok',
      'ok',
      'ok',
      'ok',
      'UNIT_NOT_YOURS',
      'FORBIDDEN',
      'FORBIDDEN',
      'NOT_RECEIVER',
      'ok',
    ],
    'department planner 15': ['ok', 'ok', 'ok', 'ok', 'UNIT_NOT_YOURS', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok'],
    'department administrator 15': [
      'ok',
      'ok',
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN',
      'ok',
      'FORBIDDEN',
      'FORBIDDEN',
      'ok',
    ],
    'department officer 80': [
      'ok',
      'ok',
      'ok',
      'UNIT_NOT_YOURS',
      'UNIT_NOT_YOURS',
      'FORBIDDEN',
      'FORBIDDEN_UNIT',
      'FILING_UNKNOWN',
      'ok',
    ],
    'department approver 80': [
      'ok',
      'ok',
      'ok',
      'UNIT_NOT_YOURS',
      'UNIT_NOT_YOURS',
      'FORBIDDEN',
      'FORBIDDEN',
      'FILING_UNKNOWN',
      'ok',
    ],
    'commune officer 04303': [
      'ok',
      'ok',
      'ok',
      'UNIT_NOT_YOURS',
      'UNIT_NOT_YOURS',
      'FORBIDDEN',
      'FORBIDDEN_UNIT',
      'FILING_UNKNOWN',
      'ok',
    ],
    'investor officer': ['ok', 'ok', 'ok', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN_UNIT', 'FORBIDDEN', 'ok'],
    'enterprise officer': [
      'ok',
      'ok',
      'ok',
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN_UNIT',
      'FORBIDDEN',
      'ok',
    ],
  };

  it('has a line for every post of the demonstration', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(POSTS.map(nameOf).sort());
  });

  it.each(Object.entries(MATRIX))('%s', async (name, line) => {
    const found: string[] = [];
    for (const door of Object.values(DOORS)) found.push(await outcomeOf(person(name), door()));
    const named = (codes: readonly string[]) =>
      Object.fromEntries(Object.keys(DOORS).map((door, i) => [door, codes[i]]));
    expect(named(found)).toEqual(named(line));
  });
});

describe('nobody of province B finds anything of province A', () => {
  it.each(['department officer 80', 'department approver 80'])('%s', async (name) => {
    const client = person(name);
    const found = await client.data<Record<string, { totalCount: number } | null>>(
      `{ cluster(id: "${ours.clusterId}") { id } byCode: cluster(code: "${ours.clusterCode}") { id }
         clusters(filter: { province: "15" }) { totalCount } obligations(filter: { province: "15" }) { totalCount }
         filings(filter: { province: "15" }) { totalCount } filing(id: "${ours.filing}") { id } }`,
    );
    const nothing = { totalCount: 0 };
    expect(found).toEqual({
      cluster: null,
      byCode: null,
      clusters: nothing,
      obligations: nothing,
      filings: nothing,
      filing: null,
    });
    expect(ours.obligations).toBeGreaterThan(0);
  });

  it('and changes nothing of it', async () => {
    const officer = person('department officer 80');
    const approver = person('department approver 80');
    expect(
      await outcomeOf(
        officer,
        `mutation { saveDraft(input: { form: "04", period: "2026-Y", unit: "15", version: ${ours.version}, figures: [] }) { errors { code } } }`,
      ),
    ).toBe('FORBIDDEN_UNIT');
    expect(
      await outcomeOf(
        approver,
        `mutation { submitFiling(input: { id: "${ours.filing}", version: ${ours.version} }) { errors { code } } }`,
      ),
    ).toBe('FILING_UNKNOWN');
    expect(
      await outcomeOf(
        officer,
        `mutation { importWorkbook(input: { fileId: "${ours.file}", form: "04", period: "2026-Y", unit: "80" }) { errors { code } } }`,
      ),
    ).toBe('FILE_UNKNOWN');
    expect((await officer.fetch(`/api/files/${ours.file}`)).status).toBe(404);
    expect((await officer.fetch('/api/export?form=04&unit=15&period=2026-Y')).status).toBe(403);
    const { filing } = await person('department officer 15').data<{ filing: { version: number; state: string } }>(
      `{ filing(id: "${ours.filing}") { version state } }`,
    );
    expect(filing).toEqual({ version: ours.version, state: 'DRAFT' });
  });
});

describe('within a province', () => {
  it('an investor sees his clusters, an enterprise the cluster it stands in and its own projects', async () => {
    type Seen = {
      clusters: { totalCount: number; nodes: { name: string; tenants: { nodes: { enterpriseName: string }[] } }[] };
    };
    const query = '{ clusters { totalCount nodes { name tenants { nodes { enterpriseName } } } } }';
    const investor = await person('investor officer').data<Seen>(query);
    expect(investor.clusters.nodes.map((n) => n.name)).toEqual(['Thống Nhất 1']);
    const enterprise = await person('enterprise officer').data<Seen>(query);
    expect(enterprise.clusters).toMatchObject({ totalCount: 1, nodes: [{ name: 'Yên Thế' }] });
    expect(enterprise.clusters.nodes[0]?.tenants.nodes.map((t) => t.enterpriseName)).toEqual([
      'Công ty TNHH đá cẩm thạch RK Việt Nam',
    ]);
  });
});
