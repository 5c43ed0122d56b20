import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AcceptedFigure,
  ConsolidatedFigure,
  ConsolidatedForm,
  DerivationInput,
  FigureSource,
  ObligationState,
} from '#lib/consolidation';
import type { FormCode } from '#lib/forms';
import type { DecimalString, IsoDate } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import type {
  ClusterType,
  DecisionKind,
  InvestmentPaperKind,
  InvestorLegalType,
  ObservationBasis,
  ObservationFact,
  RegisterSnapshot,
  TenantState,
} from '#lib/register';

/**
 * Golden cases: a register written short, and what its figures must be, with the arithmetic beside each. The
 * expected values were worked out by hand from the law, not by running the rules.
 */
export interface FigureFile {
  readonly title: string;
  readonly note?: string;
  readonly register: { readonly clusters: readonly ClusterText[]; readonly provinces?: readonly ProvinceText[] };
  readonly cases: readonly FigureCase[];
}

export interface FigureCase {
  readonly title: string;
  readonly form: FormCode;
  readonly unit: string;
  readonly unitName: string;
  readonly period: string;
  /** False: the register holds nothing of the unit's province. */
  readonly covered?: boolean;
  readonly choices?: DerivationInput['choices'];
  readonly filings?: readonly FilingText[];
  /** By row number. */
  readonly expected: Readonly<Record<string, Expected>>;
}

export interface Expected {
  readonly value: DecimalString | null;
  readonly arithmetic: string;
  readonly basis?: 'accepted' | 'overridden' | 'derived' | 'missing';
  readonly derived?: DecimalString | null;
  readonly coverage?: readonly [number, number, number];
  readonly notes?: readonly string[];
  /** The notes as they are read, in full. */
  readonly said?: readonly string[];
  /** What it opens to, in `sourceText`: what counts with a plus, what only stands beside with a minus. */
  readonly sources?: readonly string[];
  /** Value by name of the other definition. */
  readonly alternatives?: Readonly<Record<string, DecimalString | null>>;
}

export interface ClusterText {
  readonly id: string;
  readonly name?: string;
  readonly province: string;
  /** Code of the province on the days before `until`, where the map changed. */
  readonly before?: { readonly until: IsoDate; readonly province: string };
  /** Lead commune first. */
  readonly communes: readonly string[];
  readonly type?: ClusterType;
  readonly plan?: readonly { listed: boolean; area?: string; from: IsoDate; to?: IsoDate; group?: string }[];
  readonly decisions?: readonly {
    kind: DecisionKind;
    signed?: IsoDate;
    effective?: IsoDate;
    area?: string;
    land?: string;
    investment?: string;
    type?: ClusterType;
    number?: string;
  }[];
  readonly infrastructure?: readonly {
    investor?: InvestorLegalType;
    total?: string;
    from?: IsoDate;
    to?: IsoDate;
  }[];
  readonly projects?: readonly ProjectText[];
  readonly statements?: readonly StatementText[];
}

export interface ProjectText {
  readonly id: string;
  readonly state?: TenantState;
  readonly foreign?: boolean;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly leases?: readonly { area?: string; signed?: IsoDate; from?: IsoDate; to?: IsoDate }[];
  readonly papers?: readonly { kind: InvestmentPaperKind; area?: string; issued?: IsoDate }[];
}

export interface StatementText {
  readonly fact: ObservationFact;
  readonly value: string;
  readonly on: IsoDate;
  readonly basis?: ObservationBasis;
}

export interface ProvinceText {
  readonly code: string;
  readonly statements: readonly StatementText[];
}

/** A duty to file; `figures` only where it was accepted. `of`: project id, cluster id, commune or province code. */
export interface FilingText {
  readonly form: FormCode;
  readonly of: string;
  readonly state: 'open' | 'submitted' | 'accepted';
  /** Another period than the case's own: the six months within a year. */
  readonly period?: string;
  readonly figures?: Readonly<Record<string, DecimalString | null>>;
}

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'figures');
const law = loadLaw();

/** Every golden file with a register of its own (numbered), by name. The sample files speak of the seeded register. */
export function figureFiles(): { readonly name: string; readonly file: FigureFile }[] {
  return readdirSync(folder)
    .filter((name) => /^\d.*\.json$/.test(name))
    .sort()
    .map((name) => ({ name, file: JSON.parse(readFileSync(join(folder, name), 'utf8')) as FigureFile }));
}

/** The cases about the seeded sample register. */
export function sampleCases(name: string): readonly FigureCase[] {
  const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Pick<FigureFile, 'cases'>;
  return file.cases;
}

/** The input of a case: the snapshot of its unit at the cut-off, and its filings. */
export function inputOf(register: FigureFile['register'], test: FigureCase): DerivationInput {
  const definition = law.definitionFor(test.form, test.period);
  const window = law.dataWindow(test.period);
  if (definition === null || window === null) throw new Error(`no law for ${test.form} ${test.period}`);
  const provinceOf = (c: ClusterText) =>
    c.before !== undefined && window.to < c.before.until ? c.before.province : c.province;
  const clusters = register.clusters.filter((c) =>
    test.form === '03' ? c.communes[0] === test.unit : provinceOf(c) === test.unit,
  );
  const filings = test.filings ?? [];
  return {
    definition,
    unit: test.unit,
    unitName: test.unitName,
    period: test.period,
    window,
    snapshot: snapshotOf(clusters, register.provinces ?? [], window.to, provinceOf),
    accepted: filings.flatMap((f) => acceptedOf(f, register.clusters, test, provinceOf)),
    obligations: filings
      .filter((f) => f.period === undefined)
      .map((f) => obligationOf(f, register.clusters, test, provinceOf)),
    covered: test.covered ?? true,
    ...(test.choices === undefined ? {} : { choices: test.choices }),
  };
}

type ProvinceOf = (cluster: ClusterText) => string;

function placeOf(filing: FilingText, clusters: readonly ClusterText[], test: FigureCase, provinceOf: ProvinceOf) {
  const cluster = clusters.find((c) => c.id === filing.of || c.projects?.some((p) => p.id === filing.of));
  return {
    provinceCode:
      cluster === undefined ? (test.form === '04' ? test.unit : test.unit.slice(0, 2)) : provinceOf(cluster),
    communeCode: cluster?.communes[0] ?? (filing.form === '03' ? filing.of : null),
    clusterId: cluster?.id ?? null,
  };
}

function acceptedOf(
  filing: FilingText,
  clusters: readonly ClusterText[],
  test: FigureCase,
  provinceOf: ProvinceOf,
): AcceptedFigure[] {
  if (filing.state !== 'accepted') return [];
  return Object.entries(filing.figures ?? {}).map(([key, value]) => ({
    form: filing.form,
    period: filing.period ?? test.period,
    filerRef: filing.of,
    filerName: null,
    key,
    value,
    filingId: `filing-${filing.form}-${filing.of}`,
    revision: 1,
    definitionId: `form-${filing.form}`,
    file: `bieu-${filing.form}-${filing.of}.xlsx`,
    sheet: `Biểu ${filing.form}`,
    cell: 'D10',
    acceptedOn: '2026-12-20',
    projectId: filing.form === '01' ? filing.of : null,
    ...placeOf(filing, clusters, test, provinceOf),
  }));
}

function obligationOf(
  filing: FilingText,
  clusters: readonly ClusterText[],
  test: FigureCase,
  provinceOf: ProvinceOf,
): ObligationState {
  return {
    form: filing.form,
    filerRef: filing.of,
    reported: filing.state !== 'open',
    accepted: filing.state === 'accepted',
    ...placeOf(filing, clusters, test, provinceOf),
  };
}

/** The rows a case names, as the form has them, in the case's own words: a difference then reads like the case. */
export function seenAs(form: ConsolidatedForm, expected: FigureCase['expected']): FigureCase['expected'] {
  return Object.fromEntries(
    Object.entries(expected).map(([tt, e]) => [
      tt,
      observed(
        form.figures.find((f) => f.tt === tt),
        e,
      ),
    ]),
  );
}

function observed(figure: ConsolidatedFigure | undefined, expected: Expected): Expected {
  if (figure === undefined) throw new Error('the form has no such row');
  const { expected: due, reported, accepted } = figure.coverage;
  const others = Object.fromEntries(
    Object.keys(expected.alternatives ?? {}).map((name) => {
      const found = figure.alternatives.find((a) => a.definition === name);
      if (found === undefined) throw new Error(`no alternative ${name} of row ${figure.tt}`);
      return [name, found.value];
    }),
  );
  return {
    value: figure.value,
    arithmetic: expected.arithmetic,
    ...(expected.basis === undefined ? {} : { basis: figure.basis }),
    ...(expected.derived === undefined ? {} : { derived: figure.derivedValue }),
    ...(expected.coverage === undefined ? {} : { coverage: [due, reported, accepted] as const }),
    ...(expected.notes === undefined ? {} : { notes: figure.notes.map((n) => n.code) }),
    ...(expected.said === undefined ? {} : { said: figure.notes.map((n) => n.message) }),
    ...(expected.sources === undefined ? {} : { sources: figure.sources.map(sourceText) }),
    ...(expected.alternatives === undefined ? {} : { alternatives: others }),
  };
}

/** A source in one line: counted or not, side of a rate, what and whose, amount, document and day, place in a file. */
export function sourceText(s: FigureSource): string {
  const side = s.part === null ? '' : ` ${s.part}`;
  const amount = s.value === null ? '' : ` = ${s.value} ${s.unit}`;
  const paper = [s.document, s.date].filter((x) => x !== null).join(', ');
  const place = [s.file, s.sheet, s.cell].filter((x) => x !== null).join(' ');
  const rest = `${paper === '' ? '' : ` (${paper})`}${place === '' ? '' : ` [${place}]`}`;
  return `${s.counted ? '+' : '-'}${side} ${s.kind} ${s.id}: ${s.label}${amount}${rest}`;
}

const fact = (id: string) => ({ id, source: null, note: null });

/** Everything is given, also what is dated after the cut-off: the rules must leave it out themselves. */
export function snapshotOf(
  clusters: readonly ClusterText[],
  provinces: readonly ProvinceText[],
  asOf: IsoDate,
  provinceOf: ProvinceOf = (c) => c.province,
): RegisterSnapshot {
  return {
    scope: { level: 'nation' },
    asOf,
    knownAt: null,
    map: 'as_of',
    clusters: clusters.map((c) => ({
      id: c.id,
      code: c.id,
      name: c.name ?? `Cụm ${c.id}`,
      provinceCode: provinceOf(c),
      leadCommuneCode: c.communes[0] ?? '',
      communeCodes: c.communes,
      type: c.type ?? null,
      status: null,
    })),
    planEntries: clusters.flatMap((c) =>
      (c.plan ?? []).map((p, i) => ({
        ...fact(`${c.id}-plan-${i}`),
        clusterId: c.id,
        planDecision: 'phương án phát triển của tỉnh',
        planGroup: p.group ?? null,
        listed: p.listed,
        listedAsEstablished: null,
        plannedAreaHa: p.area ?? null,
        areaBeforeHa: null,
        validFrom: p.from,
        validTo: p.to ?? null,
      })),
    ),
    decisions: clusters.flatMap((c) =>
      (c.decisions ?? []).map((d, i) => ({
        ...fact(`${c.id}-decision-${i}`),
        clusterId: c.id,
        kind: d.kind,
        number: d.number ?? null,
        issuer: null,
        signedOn: d.signed ?? null,
        effectiveOn: d.effective ?? null,
        areaHa: d.area ?? null,
        industrialLandHa: d.land ?? null,
        investmentBvnd: d.investment ?? null,
        clusterType: d.type ?? null,
        fileId: null,
      })),
    ),
    infrastructureProjects: clusters.flatMap((c) =>
      (c.infrastructure ?? []).map((p, i) => ({
        ...fact(`${c.id}-infra-${i}`),
        clusterId: c.id,
        name: null,
        investor:
          p.investor === undefined
            ? null
            : { id: `${c.id}-investor-${i}`, name: `Chủ đầu tư ${c.id}`, legalType: p.investor, taxCode: null },
        totalInvestmentBvnd: p.total ?? null,
        validFrom: p.from ?? null,
        validTo: p.to ?? null,
      })),
    ),
    ...tenantsOf(clusters),
    observations: [
      ...clusters.flatMap((c) =>
        (c.statements ?? []).map((s, i) => statement(s, `${c.id}-said-${i}`, c.id, provinceOf(c))),
      ),
      ...provinces.flatMap((p) => p.statements.map((s, i) => statement(s, `${p.code}-said-${i}`, null, p.code))),
    ],
    problems: [],
  };
}

function statement(s: StatementText, id: string, clusterId: string | null, provinceCode: string) {
  return {
    ...fact(id),
    clusterId,
    provinceCode,
    fact: s.fact,
    value: s.value,
    unit: 'ha',
    basis: s.basis ?? null,
    asWritten: null,
    observedOn: s.on,
    filingId: null,
  };
}

function tenantsOf(clusters: readonly ClusterText[]) {
  const projects = clusters.flatMap((cluster) => (cluster.projects ?? []).map((project) => ({ cluster, project })));
  return {
    tenantProjects: projects.map(({ cluster, project: p }) => ({
      ...fact(p.id),
      clusterId: cluster.id,
      code: p.id,
      communeCode: cluster.communes[0] ?? '',
      enterpriseName: `Doanh nghiệp ${p.id}`,
      projectName: null,
      industry: null,
      foreignCapital: p.foreign ?? null,
      state: p.state ?? ('unknown' as const),
      stateAsWritten: null,
      landRequestedHa: null,
      validFrom: p.from ?? null,
      validTo: p.to ?? null,
    })),
    leases: projects.flatMap(({ cluster, project }) =>
      (project.leases ?? []).map((l, i) => ({
        ...fact(`${project.id}-lease-${i}`),
        clusterId: cluster.id,
        projectId: project.id,
        areaHa: l.area ?? null,
        document: null,
        signedOn: l.signed ?? null,
        validFrom: l.from ?? null,
        validTo: l.to ?? null,
      })),
    ),
    investmentPapers: projects.flatMap(({ cluster, project }) =>
      (project.papers ?? []).map((p, i) => ({
        ...fact(`${project.id}-paper-${i}`),
        clusterId: cluster.id,
        projectId: project.id,
        kind: p.kind,
        number: null,
        issuedOn: p.issued ?? null,
        areaHa: p.area ?? null,
        asWritten: null,
      })),
    ),
  };
}
