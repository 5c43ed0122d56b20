import { dataWindow } from '#lib/forms';
import { DomainError, type PeriodCode, parsePeriod, periodOf, type ReportingPeriod, vietnamInstant } from '#lib/kernel';
import { type Law, loadTerritory } from '#lib/law';
import { namedId, systemScope, type UnitOfWork } from '#lib/persistence';
import { dueBefore, lockInstant } from '#lib/regime';
import { insertRows, type RegisterTable } from '#lib/register';
import { loadTerritoryRows } from '#lib/territory';
import type { Services } from '../assemble.js';
import { type FilingRow, type Hands, writeFilings } from './filing-rows.js';
import {
  clusterCodeOf,
  clusterIdOf,
  registerRowsOf,
  SYNTHETIC_MARK,
  SYNTHETIC_SOURCE,
  sourceId,
  typedIn,
} from './register-rows.js';
import { type ClusterLife, clusterLife, FORM_02_KEYS, form02Of } from './rules/cluster-life.js';
import { fateOf, type PeriodTimes } from './rules/filings.js';
import { FORM_04_KEYS, form04Of } from './rules/form-04.js';
import { randomOf } from './rules/random.js';
import { placesOf } from './territory.js';

/** What country is wanted. */
export interface SyntheticPlan {
  /** 1 to 50,000. */
  readonly clusters: number;
  /** 1 to 50, the newest being `until`. */
  readonly periods: number;
  readonly seed: number;
  /** Newest period; one whose filings are over on any clock of this system. */
  readonly until?: PeriodCode;
  /** Allows clusters of another origin in the same database: only for one that is thrown away. */
  readonly besideOthers?: boolean;
}

/** How many rows were written. */
export interface SyntheticCountry {
  readonly clusters: number;
  readonly tenants: number;
  readonly obligations: number;
  readonly filings: number;
  readonly periods: readonly PeriodCode[];
}

/** Rows that are sent to the database at once. */
const CHUNK = 5000;

/**
 * Fills a migrated database with a country that does not exist, the same for the same plan, in one transaction. Real
 * units of the territory files; every row is marked as synthetic by its source, code, name or note.
 * @throws DomainError SYNTHETIC_PLAN_INVALID, SYNTHETIC_BESIDE_OTHERS, SYNTHETIC_THERE
 */
export async function generateCountry({ db, law }: Services, plan: SyntheticPlan): Promise<SyntheticCountry> {
  const periods = periodsOf(plan);
  return await db.transact(systemScope, async (uow) => {
    await uow.em.execute("select pg_advisory_xact_lock(hashtext('synthetic'))");
    await refuseMixing(uow, plan);
    await loadTerritoryRows(uow, loadTerritory());
    const places = await placesOf(uow);
    const lives = Array.from({ length: plan.clusters }, (_, i) =>
      clusterLife(plan.seed, i + 1, places(plan.seed, i + 1)),
    );
    const tenants = await writeRegister(uow, plan.seed, lives);
    const hands = await writeHands(uow);
    const filed = await writeSeasons(uow, law, plan, periods, lives, hands);
    return { clusters: lives.length, tenants, ...filed, periods: periods.map((p) => p.code) };
  });
}

function periodsOf(plan: SyntheticPlan): ReportingPeriod[] {
  const newest = parsePeriod(plan.until ?? '2026-H1');
  const whole = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most;
  if (newest === null || !whole(plan.clusters, 50_000) || !whole(plan.periods, 50) || !Number.isInteger(plan.seed))
    throw new DomainError({
      code: 'SYNTHETIC_PLAN_INVALID',
      message:
        'Số cụm phải từ 1 đến 50000, số kỳ từ 1 đến 50, hạt giống là số nguyên, kỳ cuối có dạng 2026-H1. Hãy sửa tham số.',
      messageEn: 'Clusters must be 1 to 50000, periods 1 to 50, the seed a whole number, the last period like 2026-H1.',
    });
  const half = newest.year * 2 + (newest.kind === 'annual' ? 1 : 0);
  return Array.from({ length: plan.periods }, (_, i) => {
    const n = half - (plan.periods - 1 - i);
    return periodOf(Math.floor(n / 2), n % 2 === 1 ? 'annual' : 'six_month');
  });
}

/** A synthetic country beside a real one would enter its sums without a sign. */
async function refuseMixing(uow: UnitOfWork, plan: SyntheticPlan): Promise<void> {
  const [there] = await uow.em.execute<{ synthetic: boolean; others: boolean }[]>(
    `select exists (select 1 from source where code like ?) as synthetic,
       exists (select 1 from cluster where code not like 'TH%') or exists (select 1 from reporting_period where regime_id <> '') as others`,
    [`${SYNTHETIC_SOURCE}%`],
  );
  if (there?.synthetic)
    throw new DomainError({
      code: 'SYNTHETIC_THERE',
      message: 'Cơ sở dữ liệu này đã có dữ liệu tổng hợp. Hãy dùng một cơ sở dữ liệu trống khác.',
      messageEn: 'This database has synthetic data already. Use another, empty one.',
    });
  if (there?.others && plan.besideOthers !== true)
    throw new DomainError({
      code: 'SYNTHETIC_BESIDE_OTHERS',
      message:
        'Cơ sở dữ liệu này đã có cụm hoặc kỳ báo cáo khác; dữ liệu tổng hợp sẽ lẫn vào các tổng. Hãy dùng cơ sở dữ liệu trống (CCN_DATA khác), hoặc thêm --beside-others nếu đây chỉ là bản dùng thử.',
      messageEn:
        'This database has other clusters or periods; synthetic data would enter their sums. Use an empty one, or --beside-others for a trial.',
    });
}

async function writeRegister(uow: UnitOfWork, seed: number, lives: readonly ClusterLife[]): Promise<number> {
  await insertRows(uow, 'source', [
    {
      id: sourceId(seed),
      code: `${SYNTHETIC_SOURCE}-${seed}`,
      title: `Dữ liệu tổng hợp, hạt giống ${seed}: không có thật`,
      licenceNote: 'Do chương trình sinh ra để thử và đo; không phải số liệu của bất kỳ cơ quan nào.',
      recordedAt: typedIn('2026-07-01'),
    },
  ]);
  let tenants = 0;
  for (let from = 0; from < lives.length; from += CHUNK) {
    const rows: Partial<Record<RegisterTable, object[]>> = {};
    for (const life of lives.slice(from, from + CHUNK)) {
      tenants += life.tenants.length;
      for (const [table, more] of Object.entries(registerRowsOf(seed, life)) as [RegisterTable, object[]][]) {
        const list = rows[table] ?? [];
        rows[table] = list;
        for (const row of more) list.push(row);
      }
    }
    for (const [table, list] of Object.entries(rows) as [RegisterTable, object[]][]) await insertRows(uow, table, list);
  }
  return tenants;
}

/** Two offices with an account each that is closed from its first day, so that filings have a hand and nobody has a key. */
async function writeHands(uow: UnitOfWork): Promise<Hands> {
  const made = typedIn('2010-01-04');
  const hand = async (kind: 'ministry' | 'department', name: string): Promise<string> => {
    const id = namedId('synthetic hand', kind);
    await uow.em.execute(
      `insert into office (id, kind, name, created_at, closed_at) values (?, ?, ?, ?::timestamptz, ?::timestamptz) on conflict (id) do nothing`,
      [id, kind, name, made, made],
    );
    await uow.em.execute(
      `insert into account (id, office_id, email, name, role, password_hash, created_at, disabled_at)
       values (?, ?, ?, ?, 'officer', '!', ?::timestamptz, ?::timestamptz) on conflict (id) do nothing`,
      [id, id, `${kind}.tonghop@demo.ccn.invalid`, name, made, made],
    );
    return id;
  };
  return {
    filer: await hand('department', `Bên gửi (${SYNTHETIC_MARK})`),
    receiver: await hand('ministry', `Bên nhận (${SYNTHETIC_MARK})`),
  };
}

async function writeSeasons(
  uow: UnitOfWork,
  law: Law,
  plan: SyntheticPlan,
  periods: readonly ReportingPeriod[],
  lives: readonly ClusterLife[],
  hands: Hands,
): Promise<{ obligations: number; filings: number }> {
  const done = { obligations: 0, filings: 0 };
  const byProvince = Map.groupBy(lives, (life) => life.place.province);
  const habits = new Map([...byProvince.keys()].map((code) => [code, randomOf('habit', plan.seed, code).next() ** 2]));
  const write = async (form: '02' | '04', keys: readonly string[], rows: readonly FilingRow[]) => {
    for (let from = 0; from < rows.length; from += CHUNK)
      await writeFilings(uow, form, keys, rows.slice(from, from + CHUNK), hands, SYNTHETIC_MARK);
    done.obligations += rows.length;
    done.filings += rows.filter((r) => r.state !== 'missing').length;
  };
  // The newest first: what is the newest of a cluster is then known at once and never changes.
  for (const period of [...periods].reverse()) {
    const times = timesOf(law, period);
    await uow.em.execute(
      `insert into reporting_period (code, regime_id, window_from, window_to, opened_at) values (?, ?, ?, ?, ?::timestamptz) on conflict (code) do nothing`,
      [period.code, times.regimeId, times.windowFrom, times.windowTo, typedIn(times.windowFrom)],
    );
    const newest = period === periods.at(-1);
    const row = (
      form: '02' | '04',
      ref: string,
      province: string,
      rest: Pick<FilingRow, 'kind' | 'name' | 'commune' | 'cluster' | 'cells'>,
    ): FilingRow => {
      const at = times.forms[form];
      const fate = fateOf(plan.seed, `${form} ${ref}`, habits.get(province) ?? 0, at, newest);
      const text = (ms: number | null) => (ms === null ? null : vietnamInstant(new Date(ms)));
      return {
        id: namedId('synthetic filing', String(plan.seed), form, period.code, ref),
        ref,
        period: period.code,
        province,
        due: vietnamInstant(new Date(at.due)),
        lock: vietnamInstant(new Date(at.lock)),
        created: typedIn(times.windowFrom),
        definition: law.definitionFor(form, period)?.id ?? `form-${form}@2024-10-01`,
        state: fate.state,
        submitted: text(fate.submittedAt),
        decided: text(fate.decidedAt),
        ...rest,
      };
    };
    await write(
      '02',
      FORM_02_KEYS,
      lives
        .filter((life) => life.investorFrom !== null && life.investorFrom <= times.windowTo)
        .map((life) =>
          row('02', clusterCodeOf(life), life.place.province, {
            kind: 'cluster',
            name: `${life.name} (${SYNTHETIC_MARK})`,
            commune: life.place.commune,
            cluster: clusterIdOf(plan.seed, life.number),
            cells: form02Of(plan.seed, life, period.code, times.windowTo),
          }),
        ),
    );
    await write(
      '04',
      FORM_04_KEYS,
      [...byProvince].map(([code, own]) =>
        row('04', code, code, {
          kind: 'province',
          name: `Tỉnh ${code} (${SYNTHETIC_MARK})`,
          commune: null,
          cluster: null,
          cells: form04Of(own, times.windowTo),
        }),
      ),
    );
  }
  return done;
}

/** A period's window and instants; before the first regime those of the first, since a synthetic past needs one. */
function timesOf(law: Law, period: ReportingPeriod) {
  const regime =
    law.regimeFor(period) ?? [...law.regimes].sort((a, b) => a.inForceFrom.localeCompare(b.inForceFrom))[0];
  if (regime === undefined) throw new Error('schemas/regime has no regime');
  const window = dataWindow(regime, period);
  const of = (form: '02' | '04'): PeriodTimes => {
    const due = dueBefore(regime, form, period);
    const lock = lockInstant(regime, form, period);
    if (due === null || lock === null) throw new Error(`${regime.id} has no due rule for form ${form}`);
    return { code: period.code, windowTo: window.to, due: due.getTime(), lock: lock.getTime() };
  };
  return {
    regimeId: regime.id,
    windowFrom: window.from,
    windowTo: window.to,
    forms: { '02': of('02'), '04': of('04') },
  };
}
