/**
 * The national form over a synthetic country, for every one of its periods, beside one plain SQL aggregate of the same
 * figures in the same run: from cold, after one filing has changed, and for ten times the clusters.
 * BENCH_CLUSTERS=200 BENCH_PERIODS=4 BENCH_GROWTH=0 for a first look.
 */
import { join } from 'node:path';
import { allEntities, assemble, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { exact, systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, systemScope } from '#lib/persistence';
import { makeScratch } from '../embedded/scratch.ts';
import { openDatabase } from '../run/database.ts';
import { homeAt, PROJECT, prepareHome } from '../run/home.ts';
import { atMost, type Bench, type Measure, summary } from '../run/measure.ts';
import { NATION_SQL, type SqlRow } from '../run/nation-sql.ts';
import { runCommand } from '../run/step.ts';

const CLUSTERS = Number(process.env['BENCH_CLUSTERS'] ?? 2000);
const PERIODS = Number(process.env['BENCH_PERIODS'] ?? 20);
/** The second country has so many times the clusters; 0: none. */
const GROWTH = Number(process.env['BENCH_GROWTH'] ?? 10);

interface Country {
  readonly services: Services;
  readonly appUrl: string;
  readonly generatedIn: number;
  remove(): Promise<void>;
}

async function servicesOn(appUrl: string): Promise<Services> {
  const orm = await createOrm({ connectionString: appUrl, entities: allEntities, poolMax: 2 });
  return assemble({ orm, clock: systemClock, law: loadLaw(), config: loadConfig({ CCN_APP_URL: appUrl }, []) });
}

/** A country of its own on a server of its own, thrown away afterwards. */
async function countryOf(clusters: number): Promise<Country> {
  const scratch = await makeScratch(PROJECT);
  const home = homeAt(join(scratch.folder, 'data'));
  prepareHome(home);
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, REDIS_URL: ___, ...rest } = process.env;
  const database = await openDatabase(home, rest);
  const env = {
    ...rest,
    CCN_MODE: 'embedded',
    CCN_DATA: home.folder,
    CCN_OWNER_URL: database.ownerUrl,
    CCN_APP_URL: database.appUrl,
  };
  const began = performance.now();
  await runCommand(['generate', '--clusters', String(clusters), '--periods', String(PERIODS), '--seed', '1'], env);
  const generatedIn = performance.now() - began;
  const services = await servicesOn(database.appUrl);
  return {
    services,
    appUrl: database.appUrl,
    generatedIn,
    remove: async () => {
      await services.db.close();
      await database.close();
      await scratch.remove();
    },
  };
}

type Figures = ReadonlyMap<string, string | null>;

/** The derived rows of the nation for every period, by "period row". */
async function byUs({ services }: Country, periods: readonly string[]): Promise<Figures> {
  const found = new Map<string, string | null>();
  for (const period of periods) {
    const form = await services.db.transact(systemScope, (uow) =>
      services.consolidation.consolidatedForm(uow, { form: '04', unit: 'VN', period }),
    );
    for (const f of form.figures) found.set(`${period} ${f.tt}`, f.derivedValue);
  }
  return found;
}

async function bySql({ services }: Country, periods: readonly string[]): Promise<Figures> {
  const windows = periods.flatMap((code) => {
    const window = services.law.dataWindow(code);
    return window === null ? [] : [{ code, a: window.from, b: window.to, half: code.replace('-Y', '-H1') }];
  });
  const rows = await services.db.transact(systemScope, (uow) =>
    uow.em.execute<SqlRow[]>(NATION_SQL, [JSON.stringify(windows)]),
  );
  return new Map(
    rows.flatMap(({ period, figures }) =>
      Object.entries(figures).map(([tt, value]) => [`${period} ${tt}`, value === null ? null : String(value)] as const),
    ),
  );
}

/** Both must say the same, or the comparison is of two different things. */
function refuseOther(ours: Figures, theirs: Figures): void {
  const other = [...theirs].filter(([row, value]) => {
    const own = ours.get(row) ?? null;
    return own === null || value === null ? own !== value : !exact(own).equals(exact(value));
  });
  if (theirs.size === 0 || other.length > 0) {
    const shown = other.slice(0, 12).map(([row, value]) => `${row}: ${ours.get(row) ?? null} ≠ ${value}`);
    throw new Error(`${other.length} of ${theirs.size} figures differ: ${shown.join('; ')}`);
  }
}

/** One filing of the newest period is accepted with another value, the way every filing is: superseded and posted anew. */
async function changeOneFiling({ services }: Country, period: string, round: number): Promise<void> {
  await services.db.transact(systemScope, (uow) =>
    uow.em.execute(
      `with one as (update reported_figure set superseded_at = now() where id = (select id from reported_figure where form = '02'
           and period = ? and key = 'infra_paid_cumulative' and superseded_at is null order by filer_ref limit 1) returning *)
       insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, note, filing_id, revision, definition_id,
         posted_at, province_code, commune_code, cluster_id)
       select gen_random_uuid(), form, period, filer_kind, filer_ref, key, value + ?, note, filing_id, revision, definition_id,
         now(), province_code, commune_code, cluster_id from one`,
      [period, round],
    ),
  );
}

/** SQL, then ours from cold and ours after a change, in turn, so that a busy moment meets them all. */
async function measured(clusters: number, runs: number): Promise<Measure[]> {
  const country = await countryOf(clusters);
  const took = { sql: [] as number[], cold: [] as number[], again: [] as number[] };
  const timed = async <T>(list: number[], work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const made = await work();
    list.push(performance.now() - began);
    return made;
  };
  try {
    const periods = await country.services.db.transact(systemScope, async (uow) =>
      (await uow.em.execute<{ code: string }[]>('select code from reporting_period order by code')).map((r) => r.code),
    );
    const governed = periods.filter((p) => country.services.law.definitionFor('04', p) !== null);
    for (let run = 0; run < runs; run++) {
      const fresh: Country = { ...country, services: await servicesOn(country.appUrl) };
      const theirs = await timed(took.sql, () => bySql(country, governed));
      const ours = await timed(took.cold, () => byUs(fresh, governed));
      refuseOther(ours, theirs);
      await changeOneFiling(country, governed.at(-1) ?? '', run + 1);
      const after = await timed(took.again, () => byUs(fresh, governed));
      refuseOther(after, await bySql(country, governed));
      await fresh.services.db.close();
    }
    const label = `${clusters} cụm x ${governed.length} kỳ`;
    return [
      summary(`một câu SQL, ${label}`, took.sql),
      summary(`biểu cả nước, lần đầu, ${label}`, took.cold),
      summary(`biểu cả nước, sau khi một báo cáo thay đổi, ${label}`, took.again),
      summary(`sinh dữ liệu, ${clusters} cụm x ${periods.length} kỳ`, [country.generatedIn]),
    ];
  } finally {
    await country.remove();
  }
}

export const bench: Bench = {
  about: 'biểu cả nước của mọi kỳ, so với một câu SQL gộp cùng các số ấy',
  measure: async () => [...(await measured(CLUSTERS, 3)), ...(GROWTH > 0 ? await measured(CLUSTERS * GROWTH, 1) : [])],
  goals: ([sql, cold, again, , sqlLarge, coldLarge, againLarge]) => [
    atMost('lần đầu, so với SQL', 1.5, cold?.median, sql?.median),
    atMost('sau khi một báo cáo thay đổi, so với SQL', 0.1, again?.median, sql?.median),
    ...(sqlLarge === undefined
      ? []
      : [
          atMost(`lần đầu, gấp ${GROWTH} dữ liệu`, 1.5, coldLarge?.median, sqlLarge.median),
          atMost(`sau một thay đổi, gấp ${GROWTH} dữ liệu`, 0.1, againLarge?.median, sqlLarge.median),
        ]),
  ],
};
