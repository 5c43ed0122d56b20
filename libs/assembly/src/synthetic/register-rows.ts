import { addDays, type IsoDate, startOfVietnamDay, vietnamInstant } from '#lib/kernel';
import { namedId } from '#lib/persistence';
import type { RegisterTable } from '#lib/register';
import type { ClusterLife } from './rules/cluster-life.js';
import { hundredths } from './rules/random.js';

/** Every synthetic row says so: its source, its code, its name or its note. */
export const SYNTHETIC_MARK = 'dữ liệu tổng hợp';
export const SYNTHETIC_SOURCE = 'SYNTHETIC';
/** The day on which the map changed (Resolution 202/2025/QH15). */
const MAP_CHANGE: IsoDate = '2025-07-01';

export const sourceId = (seed: number): string => namedId('synthetic source', String(seed));
export const clusterIdOf = (seed: number, n: number): string => namedId('synthetic cluster', String(seed), String(n));
export const clusterCodeOf = (life: ClusterLife): string =>
  `TH${life.place.province}-${String(life.number).padStart(5, '0')}`;

/** "2025-07-01" as the instant at which a clerk might have typed it in. */
export const typedIn = (day: IsoDate): string =>
  vietnamInstant(new Date(startOfVietnamDay(day).getTime() + 9 * 3_600_000));

export type RowsByTable = Partial<Record<RegisterTable, object[]>>;

/** The register's rows of one cluster, in the tables they belong to. */
export function registerRowsOf(seed: number, life: ClusterLife): RowsByTable {
  const { place } = life;
  const clusterId = clusterIdOf(seed, life.number);
  const id = (table: string, ...more: readonly (string | number)[]) =>
    namedId('synthetic', table, String(seed), String(life.number), ...more.map(String));
  const fact = (table: string, on: IsoDate, ...more: readonly (string | number)[]) => ({
    id: id(table, ...more),
    clusterId,
    provinceCode: place.province,
    sourceId: sourceId(seed),
    recordedAt: typedIn(addDays(on, 10)),
  });
  const merged = place.before !== place.commune;
  const status =
    life.establishedOn === null
      ? 'Chưa thành lập'
      : life.investorFrom === null
        ? 'Chưa có chủ đầu tư'
        : 'Đang hoạt động';
  const name = `${life.name} (${SYNTHETIC_MARK})`;
  const state = (from: IsoDate, to: IsoDate | null, commune: string) => ({
    ...fact('state', from, from),
    validFrom: from,
    validTo: to,
    name,
    otherNames: [],
    leadCommuneCode: commune,
    communeCodes: [commune],
    type: life.type,
    status,
    note: SYNTHETIC_MARK,
  });
  const decision = (kind: string, on: IsoDate | null, more: object) =>
    on === null
      ? []
      : [
          {
            ...fact('decision', on, kind),
            kind,
            number: `TH-${life.number}/QĐ-UBND`,
            issuer: 'UBND tỉnh',
            signedOn: on,
            effectiveOn: on,
            note: SYNTHETIC_MARK,
            ...more,
          },
        ];
  const investorId = id('investor');
  const projects = life.tenants.map((t) => ({ t, projectId: id('tenant', t.number) }));
  return {
    cluster: [
      {
        id: clusterId,
        code: clusterCodeOf(life),
        name,
        provinceCode: place.province,
        communeCode: place.commune,
        communeCodes: [place.commune],
        createdAt: typedIn(life.plannedFrom),
      },
    ],
    cluster_state: merged
      ? [state(life.plannedFrom, MAP_CHANGE, place.before), state(MAP_CHANGE, null, place.commune)]
      : [state(life.plannedFrom, null, place.commune)],
    plan_entry: [
      {
        ...fact('plan', life.plannedFrom),
        planDecision: `TH/QĐ-TTg (${SYNTHETIC_MARK})`,
        planGroup: null,
        listed: true,
        listedAsEstablished: life.establishedOn !== null,
        plannedAreaHa: hundredths(life.area),
        validFrom: life.plannedFrom,
        note: SYNTHETIC_MARK,
      },
    ],
    decision: [
      ...decision('establishment', life.establishedOn, { areaHa: hundredths(life.area), clusterType: life.type }),
      ...decision('detailed_plan', life.detailedPlanOn, {
        areaHa: hundredths(life.area),
        industrialLandHa: hundredths(life.industrialLand),
      }),
      ...decision('infrastructure_project', life.investorFrom, { investmentBvnd: hundredths(life.investment) }),
    ],
    investor:
      life.investorFrom === null
        ? []
        : [
            {
              id: investorId,
              provinceCode: place.province,
              name: `Chủ đầu tư ${clusterCodeOf(life)} (${SYNTHETIC_MARK})`,
              legalType: life.number % 11 === 0 ? 'public_body' : 'enterprise',
              sourceId: sourceId(seed),
              recordedAt: typedIn(life.investorFrom),
            },
          ],
    infrastructure_project:
      life.investorFrom === null
        ? []
        : [
            {
              ...fact('infrastructure', life.investorFrom),
              investorId,
              name: `Hạ tầng kỹ thuật ${name}`,
              totalInvestmentBvnd: hundredths(life.investment),
              validFrom: life.investorFrom,
              note: SYNTHETIC_MARK,
            },
          ],
    tenant_project: projects.map(({ t, projectId }) => ({
      ...fact('tenant', t.from),
      id: projectId,
      code: `${clusterCodeOf(life)}-${String(t.number).padStart(3, '0')}`,
      communeCode: place.commune,
      enterpriseName: `Doanh nghiệp ${clusterCodeOf(life)}-${t.number} (${SYNTHETIC_MARK})`,
      industry: t.industry,
      foreignCapital: t.foreign,
      landRequestedHa: hundredths(t.leased),
      state: t.state,
      validFrom: t.from,
      note: SYNTHETIC_MARK,
    })),
    lease: projects.map(({ t, projectId }) => ({
      ...fact('lease', t.from, t.number),
      projectId,
      areaHa: hundredths(t.leased),
      document: `TH-HĐ ${t.number}`,
      signedOn: t.from,
      validFrom: t.from,
    })),
    investment_paper: projects
      .filter(({ t }) => t.number % 4 !== 0)
      .map(({ t, projectId }) => ({
        ...fact('paper', t.from, t.number),
        projectId,
        kind: 'registration_certificate',
        number: `TH-${t.number}`,
        issuedOn: t.from,
        areaHa: hundredths(t.leased),
      })),
  };
}
