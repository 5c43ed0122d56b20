import { expect, it } from 'vitest';
import type { RegisterSnapshot, SnapshotCluster, SnapshotLease, SnapshotObservation } from '#lib/register';
import { nothingOf, snapshotOf, splitByCommune, splitByProvince } from './split.js';
import type { AcceptedFigure } from './types.js';

const cluster = (id: string, provinceCode: string): SnapshotCluster => ({
  id,
  code: id,
  name: id,
  provinceCode,
  leadCommuneCode: '',
  communeCodes: [],
  type: null,
  status: null,
});
const lease = (clusterId: string): SnapshotLease => ({
  id: `lease-${clusterId}`,
  source: null,
  note: null,
  clusterId,
  projectId: '',
  areaHa: '1',
  document: null,
  signedOn: null,
  validFrom: null,
  validTo: null,
});
const snapshot: RegisterSnapshot = {
  scope: { level: 'nation' },
  asOf: '2026-12-14',
  knownAt: null,
  map: 'as_of',
  clusters: [cluster('a', '15'), cluster('b', '19'), cluster('c', '15')],
  planEntries: [],
  decisions: [],
  infrastructureProjects: [],
  tenantProjects: [],
  leases: [lease('c'), lease('b'), lease('gone')],
  investmentPapers: [],
  observations: [],
  problems: [],
};
const filing = (form: '02' | '03' | '04', filerRef: string, clusterId: string | null): AcceptedFigure => ({
  form,
  period: '2026-Y',
  filerRef,
  filerName: null,
  key: 'k',
  value: '1',
  filingId: filerRef,
  revision: 1,
  definitionId: '',
  file: null,
  sheet: null,
  cell: null,
  acceptedOn: null,
  provinceCode: '99',
  communeCode: null,
  clusterId,
  projectId: null,
});

it('each cluster goes to one province and takes its facts and filings along', () => {
  const shares = splitByProvince(snapshot, [filing('02', 'a', 'a'), filing('04', '80', null)]);
  expect([...shares.keys()]).toEqual(['15', '19', '80']);
  const laoCai = shares.get('15');
  expect(laoCai?.snapshot.scope).toEqual({ level: 'province', code: '15' });
  expect(laoCai?.snapshot.clusters.map((c) => c.id)).toEqual(['a', 'c']);
  expect(laoCai?.snapshot.leases.map((l) => l.id)).toEqual(['lease-c']);
  expect(laoCai?.accepted.map((f) => f.filerRef)).toEqual(['a']);
  expect(shares.get('80')?.accepted.map((f) => f.form)).toEqual(['04']);
});

const LISTS = [
  ...(['clusters', 'planEntries', 'decisions', 'infrastructureProjects', 'tenantProjects'] as const),
  ...(['leases', 'investmentPapers', 'observations', 'problems'] as const),
];
const said = (id: string, clusterId: string | null, provinceCode: string) =>
  ({ id, clusterId, provinceCode }) as SnapshotObservation;
/** Clusters of two provinces led by two communes; what is said of them, of province 19 as a whole, and of nobody known. */
const places: RegisterSnapshot = {
  ...snapshot,
  clusters: [
    { ...cluster('a', '15'), leadCommuneCode: '22222' },
    { ...cluster('b', '19'), leadCommuneCode: '11111' },
    { ...cluster('c', '15'), leadCommuneCode: '11111' },
  ],
  observations: [said('of a', 'a', '15'), said('of 19', null, '19'), said('of nobody', 'gone', '15')],
};
const ids = (rows: readonly { readonly id: string }[] | undefined) => rows?.map((row) => row.id);

it('what is said of a province as a whole is the province’s and no commune’s', () => {
  const provinces = splitByProvince(places, []);
  expect(ids(provinces.get('15')?.snapshot.observations)).toEqual(['of a']);
  expect(ids(provinces.get('19')?.snapshot.observations)).toEqual(['of 19']);
  const communes = splitByCommune(places, []);
  expect([...communes].map(([code, share]) => [code, ids(share.snapshot.observations)])).toEqual([
    ['11111', []],
    ['22222', ['of a']],
  ]);
});

it('each cluster goes to its lead commune; a form 03 goes to its own, a form 04 to none', () => {
  const accepted = [filing('02', 'a', 'a'), filing('03', '33333', null), filing('04', '15', null)];
  const shares = splitByCommune(places, accepted);
  expect([...shares.keys()]).toEqual(['11111', '22222', '33333']);
  expect(shares.get('11111')?.snapshot.scope).toEqual({ level: 'commune', code: '11111' });
  expect(ids(shares.get('11111')?.snapshot.clusters)).toEqual(['b', 'c']);
  expect(ids(shares.get('11111')?.snapshot.leases)).toEqual(['lease-c', 'lease-b']);
  expect([...shares].map(([, share]) => share.accepted.map((f) => f.form))).toEqual([[], ['02'], ['03']]);
});

it('a form 03 goes with the province it was filed in', () => {
  const shares = splitByProvince(places, [filing('03', '33333', null), filing('02', 'gone', 'gone')]);
  expect([...shares.keys()]).toEqual(['15', '19', '99']);
  expect(shares.get('99')?.accepted.map((f) => f.filerRef)).toEqual(['33333']);
  expect(LISTS.map((list) => shares.get('99')?.snapshot[list])).toEqual(LISTS.map(() => []));
});

it('the share of some clusters has their rows and no others; of none it has nothing', () => {
  const own = snapshotOf(places, new Set(['a', 'c']));
  expect([ids(own.clusters), ids(own.leases), ids(own.observations)]).toEqual([['a', 'c'], ['lease-c'], ['of a']]);
  expect([own.asOf, own.scope]).toEqual([places.asOf, places.scope]);
  const nothing = nothingOf(places);
  expect(LISTS.map((list) => nothing.snapshot[list])).toEqual(LISTS.map(() => []));
  expect(nothing.accepted).toEqual([]);
});
