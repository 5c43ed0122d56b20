import type { ClusterText, FilingText, ProjectText } from './figure-case.js';

/**
 * Form 04 once more, in the plainest words: one loop over the clusters of a unit, whole numbers of a ten-thousandth,
 * no tiers, no sources, no definitions but the default ones. Written from the law and not from the rules, to be held
 * against them. Null is "nobody knows".
 */
type Amount = bigint | null;

const SCALE = 10_000n;

function read(text: string | null | undefined): Amount {
  if (text === null || text === undefined) return null;
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole) * SCALE + BigInt(rest.padEnd(4, '0').slice(0, 4));
}

function write(amount: Amount): string | null {
  if (amount === null) return null;
  const rest = (amount % SCALE).toString().padStart(4, '0').replace(/0+$/, '');
  return `${amount / SCALE}${rest === '' ? '' : `.${rest}`}`;
}

/** The sum of what is known; of nothing known, null; over no cluster at all, 0. */
function total(amounts: readonly Amount[]): Amount {
  if (amounts.length === 0) return 0n;
  return known(amounts);
}

function known(amounts: readonly Amount[]): Amount {
  let sum: Amount = null;
  for (const a of amounts) if (a !== null) sum = (sum ?? 0n) + a;
  return sum;
}

export interface Window {
  readonly from: string;
  readonly to: string;
}

const until = (day: string | undefined, to: string): boolean => day === undefined || day <= to;
const holds = (end: string | undefined, to: string): boolean => end === undefined || end > to;

function establishedOn(c: ClusterText, to: string): string | null {
  const days = [...new Set((c.decisions ?? []).flatMap((d) => d.signed ?? []))].filter((d) => d <= to).sort();
  let since: string | null = null;
  for (const day of days) {
    const of = (kind: string) => (c.decisions ?? []).some((d) => d.signed === day && d.kind === kind);
    if (of('revocation')) since = since !== null && of('establishment') ? day : null;
    else if (since === null && of('establishment')) since = day;
  }
  return since;
}

/** Area by the last of the decisions that change it, not before the establishment. */
function areaOf(c: ClusterText, since: string, to: string): Amount {
  const order = ['establishment', 'expansion', 'adjustment'];
  let last: Amount = null;
  let at = '';
  (c.decisions ?? []).forEach((d, i) => {
    if (d.signed === undefined || d.signed < since || d.signed > to) return;
    if (!order.includes(d.kind) || d.area === undefined) return;
    const place = `${d.signed} ${order.indexOf(d.kind)} ${i}`;
    if (place >= at) [last, at] = [read(d.area), place];
  });
  return last;
}

function lastOf(c: ClusterText, kind: string, to: string, field: 'area' | 'land'): Amount {
  const found = (c.decisions ?? [])
    .map((d, i) => ({ d, place: `${d.signed ?? ''} ${i}` }))
    .filter(({ d }) => d.kind === kind && d.signed !== undefined && d.signed <= to && d[field] !== undefined)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  return read(found.at(-1)?.d[field]);
}

const hasPlan = (c: ClusterText, kind: string, to: string): boolean =>
  (c.decisions ?? []).some((d) => d.kind === kind && d.signed !== undefined && d.signed <= to);

function planOf(c: ClusterText, to: string) {
  const inForce = (c.plan ?? [])
    .map((p, i) => ({ p, place: `${p.from} ${i}` }))
    .filter(({ p }) => p.from <= to && holds(p.to, to))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  return inForce.at(-1)?.p;
}

/** Statements of a fact until the day: the newest, of one day the last given. */
function said(c: ClusterText, facts: readonly string[], to: string): { value: string; on: string } | undefined {
  let newest: { value: string; on: string } | undefined;
  for (const fact of [...facts].reverse())
    for (const s of c.statements ?? [])
      if (s.fact === fact && s.on <= to && (newest === undefined || s.on >= newest.on)) newest = s;
  return newest;
}

interface Land {
  /** Leases that hold, those of no land left out; the others of the project are over. */
  readonly holding: readonly Amount[];
  readonly hadLease: boolean;
  readonly alive: boolean;
  readonly leased: Amount;
  readonly approved: Amount;
  readonly hasPaper: boolean;
}

function landOf(p: ProjectText, to: string): Land {
  const signed = (p.leases ?? []).filter((l) => until(l.signed, to) && until(l.from, to));
  const holding = signed.filter((l) => holds(l.to, to)).map((l) => read(l.area));
  const papers = (p.papers ?? []).filter((x) => until(x.issued, to));
  const widest = ['policy_approval', 'registration_certificate', 'licence'].map((kind) => {
    const ofKind = papers.filter((x) => x.kind === kind && x.area !== undefined);
    const newest = ofKind
      .map((x) => x.issued ?? '')
      .sort()
      .at(-1);
    // Two of one day: the wider of them.
    return ofKind
      .filter((x) => (x.issued ?? '') === newest)
      .map((x) => read(x.area) ?? 0n)
      .reduce<Amount>((a, b) => (a === null || b > a ? b : a), null);
  });
  return {
    holding: holding.filter((a) => a === null || a > 0n),
    hadLease: signed.length > 0,
    alive: p.to === undefined ? p.state !== 'ended' : p.to > to,
    leased: known(holding),
    approved: widest.reduce<Amount>((a, b) => (a === null || (b !== null && b > a) ? b : a), null),
    hasPaper: papers.length > 0,
  };
}

/** Form 02 of the cluster: the year's, or the six months' where the year's has not come. */
function filedOf(filings: readonly FilingText[], of: string) {
  const own = filings.filter((f) => f.form === '02' && f.of === of && f.state === 'accepted');
  const [now, half] = [own.find((f) => f.period === undefined), own.find((f) => f.period !== undefined)];
  return { now: now?.figures, half: now === undefined ? half?.figures : undefined };
}

/** First answer that is one. */
const first = (...answers: readonly Amount[]): Amount => answers.find((a) => a !== null) ?? null;

/** The rows of form 04 of a unit with these clusters, by row number. */
export function naiveForm(
  clusters: readonly ClusterText[],
  filings: readonly FilingText[],
  window: Window,
): Record<string, string | null> {
  const { from, to } = window;
  const all = clusters.map((c) => clusterOf(c, filings, to));
  const count = (test: (c: (typeof all)[number]) => boolean) => BigInt(all.filter(test).length) * SCALE;
  const sum = (test: (c: (typeof all)[number]) => boolean, of: (c: (typeof all)[number]) => Amount) =>
    total(all.filter(test).map(of));
  const every = () => true;
  const isNew = (c: (typeof all)[number]) => c.since !== null && c.since >= from;
  const rated = all.filter((c) => c.operates && c.numerator !== null && (c.denominator ?? 0n) > 0n);
  const [a, b] = [known(rated.map((c) => c.numerator)), known(rated.map((c) => c.denominator))];
  const rows: Record<string, Amount> = {
    1: count((c) => c.planned),
    2: sum(
      (c) => c.planned,
      (c) => c.plannedArea,
    ),
    3: count((c) => c.since !== null),
    4: sum(
      (c) => c.since !== null,
      (c) => c.area,
    ),
    5: count(isNew),
    6: sum(isNew, (c) => c.area),
    9: count((c) => c.isPlannedInDetail),
    11: count((c) => c.hasInfraProject),
    14: sum(every, (c) => c.paid),
    15: count((c) => c.operates),
    15.1: count((c) => c.operates && c.since !== null),
    15.2: count((c) => c.operates && c.since === null),
    16.1: sum(
      (c) => c.operates && c.since !== null,
      (c) => c.area,
    ),
    17: sum(
      (c) => c.operates,
      (c) => c.planLand,
    ),
    18: sum(every, (c) => c.leased),
    20: sum(every, (c) => c.projects),
    23: sum(every, (c) => c.flow('project_revenue')),
    24: sum(every, (c) => c.flow('project_budget_payment')),
    25: sum(every, (c) => c.labour),
  };
  return {
    ...Object.fromEntries(Object.entries(rows).map(([tt, v]) => [tt, write(v)])),
    // Half up, two decimals: twice the quotient, plus one, halved.
    19: a === null || b === null ? null : write((((2n * 10_000n * a) / b + 1n) / 2n) * 100n),
  };
}

function clusterOf(c: ClusterText, filings: readonly FilingText[], to: string) {
  const since = establishedOn(c, to);
  const plan = planOf(c, to);
  const begun = (c.projects ?? []).filter((p) => until(p.from, to));
  const lands = begun.map((p) => landOf(p, to));
  const { now, half } = filedOf(filings, c.id);
  const filed = (key: string) => read(now?.[key]);
  const atHalf = (key: string) => read(half?.[key]);
  const alive = lands.filter((l) => l.alive);
  const present = alive.filter((l) => l.holding.length > 0 || l.hasPaper);
  const held = alive.flatMap((l) => l.holding);
  const isOver = held.length === 0 && lands.some((l) => l.hadLease);
  const byLeases = known(held) ?? (isOver ? 0n : null);
  const leased = first(
    filed('industrial_land_leased'),
    byLeases,
    atHalf('industrial_land_leased'),
    read(said(c, ['leased_land'], to)?.value),
  );
  const beyond = alive.map((l) => {
    if (l.approved === null) return null;
    const rest = l.approved - (l.leased ?? 0n);
    return rest > 0n ? rest : 0n;
  });
  const answers = ['projects_total', 'industrial_land_leased'].flatMap((key) => [filed(key), atHalf(key)]);
  const anyEnded = lands.some((l) => !l.alive || (l.hadLease && l.holding.length === 0));
  const stated = ['facilities_or_projects', 'leased_land'].map((fact) => said(c, [fact], to));
  const newestDay = stated
    .map((s) => s?.on ?? '')
    .sort()
    .at(-1);
  const operates =
    present.length > 0 ||
    answers.some((x) => x !== null && x > 0n) ||
    (answers.every((x) => x === null) &&
      !anyEnded &&
      (c.statements ?? []).some(
        (s) =>
          (s.fact === 'facilities_or_projects' || s.fact === 'leased_land') && s.on === newestDay && s.value !== '0',
      ));
  const firms = (c.projects ?? []).map((p) => p.id);
  const form01 = (key: string, early: boolean) =>
    firms.map((id) => {
      const own = filings.filter((f) => f.form === '01' && f.of === id && f.state === 'accepted');
      const [year, six] = [own.find((f) => f.period === undefined), own.find((f) => f.period !== undefined)];
      return read((year ?? (early ? six : undefined))?.figures?.[key]);
    });
  return {
    since,
    planned: plan?.listed === true,
    plannedArea: read(plan?.area),
    area: since === null ? null : areaOf(c, since, to),
    isPlannedInDetail: hasPlan(c, 'detailed_plan', to),
    hasInfraProject: hasPlan(c, 'infrastructure_project', to),
    paid: first(
      filed('infra_paid_cumulative'),
      atHalf('infra_paid_cumulative'),
      read(said(c, ['infra_paid'], to)?.value),
    ),
    operates,
    planLand: lastOf(c, 'detailed_plan', to, 'land'),
    denominator: first(lastOf(c, 'detailed_plan', to, 'land'), read(said(c, ['industrial_land'], to)?.value)),
    leased,
    numerator: known([leased, ...beyond]),
    projects: first(
      filed('projects_total'),
      begun.length === 0 ? null : BigInt(present.length) * SCALE,
      atHalf('projects_total'),
      read(said(c, ['facilities_or_projects'], to)?.value),
    ),
    flow: (key: string) => known(form01(key, false)),
    labour: known([...form01('project_labour', true), first(filed('infra_labour'), atHalf('infra_labour'))]),
  };
}
