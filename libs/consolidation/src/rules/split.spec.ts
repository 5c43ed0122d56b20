import { expect, it } from 'vitest';
import type { RegisterSnapshot, SnapshotCluster, SnapshotLease } from '#lib/register';
import { splitByProvince } from './split.js';
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
const filing = (form: '02' | '04', filerRef: string, clusterId: string | null): AcceptedFigure => ({
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
