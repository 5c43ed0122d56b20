/**
 * The national form over a synthetic country, for every one of its periods, beside one plain SQL aggregate of the same
 * figures in the same run: in a new process with nothing kept, in a new process over what is kept, in a running one after
 * one filing has changed, and all of it for ten times the clusters.
 * BENCH_CLUSTERS=200 BENCH_PERIODS=4 BENCH_GROWTH=0 for a first look.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Services } from '#lib/assembly';
import { exact } from '#lib/kernel';
import { systemScope } from '#lib/persistence';
import { withClient } from '../embedded/roles.ts';
import { makeScratch } from '../embedded/scratch.ts';
import { openDatabase } from '../run/database.ts';
import { homeAt, PROJECT, prepareHome } from '../run/home.ts';
import { atMost, type Bench, type Measure, summary } from '../run/measure.ts';
import { type NationFigures, nationFigures, servicesOn } from '../run/nation-figures.ts';
import { NATION_SQL, type SqlRow } from '../run/nation-sql.ts';
import { runCommand } from '../run/step.ts';

const CLUSTERS = Number(process.env['BENCH_CLUSTERS'] ?? 2000);
const PERIODS = Number(process.env['BENCH_PERIODS'] ?? 20);
/** The second country has so many times the clusters; 0: none. */
const GROWTH = Number(process.env['BENCH_GROWTH'] ?? 10);

/** Periods before the end of 2024 have no form 04 of this regime: the country's periods begin there, so that each has one. */
const FIRST_HALF_YEAR = 2024 * 2 + 1;
const newest = FIRST_HALF_YEAR + PERIODS - 1;
const UNTIL = `${Math.floor(newest / 2)}-${newest % 2 === 1 ? 'Y' : 'H1'}`;

interface Country {
  readonly services: Services;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly generatedIn: number;
  remove(): Promise<void>;
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
  const size = ['--clusters', String(clusters), '--periods', String(PERIODS), '--until', UNTIL];
  await runCommand(['generate', ...size, '--seed', '1'], env);
  const generatedIn = performance.now() - began;
  const services = await servicesOn(database.appUrl);
  return {
    services,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    generatedIn,
    remove: async () => {
      await services.db.close();
      await database.close();
      await scratch.remove();
    },
  };
}

type Figures = ReadonlyMap<string, string | null>;

/** In a process of its own, which has compiled nothing and remembers nothing. */
async function inNewProcess({ appUrl }: Country, periods: readonly string[]): Promise<NationFigures> {
  const script = join(PROJECT, 'scripts/run/nation-figures.ts');
  const env = { ...process.env, CCN_APP_URL: appUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...periods], { env, maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as NationFigures;
}

async function bySql(services: Services, periods: readonly string[]): Promise<NationFigures> {
  const windows = periods.flatMap((code) => {
    const window = services.law.dataWindow(code);
    return window === null ? [] : [{ code, a: window.from, b: window.to, half: code.replace('-Y', '-H1') }];
  });
  const began = performance.now();
  const rows = await services.db.transact(systemScope, (uow) =>
    uow.em.execute<SqlRow[]>(NATION_SQL, [JSON.stringify(windows)]),
  );
  const took = performance.now() - began;
  const figures = rows.flatMap(({ period, figures: own }) =>
    Object.entries(own).map(([tt, value]) => [`${period} ${tt}`, value === null ? null : String(value)] as const),
  );
  return { took, figures };
}

/** Both must say the same, or the comparison is of two different things. */
function refuseOther(from: NationFigures, by: NationFigures): void {
  const ours: Figures = new Map(from.figures);
  const theirs: Figures = new Map(by.figures);
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

/** SQL, then ours in each of its states, in turn, so that a busy moment meets them all. */
async function measured(clusters: number, runs: number): Promise<Measure[]> {
  const country = await countryOf(clusters);
  const took = { sql: [] as number[], nothing: [] as number[], kept: [] as number[], changed: [] as number[] };
  try {
    const periods = await country.services.db.transact(systemScope, async (uow) =>
      (await uow.em.execute<{ code: string }[]>('select code from reporting_period order by code')).map((r) => r.code),
    );
    const governed = periods.filter((p) => country.services.law.definitionFor('04', p) !== null);
    for (let run = 0; run < runs; run++) {
      await withClient(country.ownerUrl, (db) => db.query('delete from kept_form'));
      const theirs = await bySql(country.services, governed);
      const ofNothing = await inNewProcess(country, governed);
      const ofKept = await inNewProcess(country, governed);
      for (const ours of [ofNothing, ofKept]) refuseOther(ours, theirs);
      await nationFigures(country.services, governed);
      await changeOneFiling(country, governed.at(-1) ?? '', run + 1);
      const afterChange = await nationFigures(country.services, governed);
      refuseOther(afterChange, await bySql(country.services, governed));
      took.sql.push(theirs.took);
      took.nothing.push(ofNothing.took);
      took.kept.push(ofKept.took);
      took.changed.push(afterChange.took);
    }
    const label = `${clusters} cụm x ${governed.length} kỳ`;
    return [
      summary(`một câu SQL, ${label}`, took.sql),
      summary(`biểu cả nước, tiến trình mới, chưa giữ gì, ${label}`, took.nothing),
      summary(`biểu cả nước, tiến trình mới, đã giữ phần của các tỉnh, ${label}`, took.kept),
      summary(`biểu cả nước, sau khi một báo cáo thay đổi, ${label}`, took.changed),
      summary(`sinh dữ liệu, ${clusters} cụm x ${periods.length} kỳ`, [country.generatedIn]),
    ];
  } finally {
    await country.remove();
  }
}

export const bench: Bench = {
  about: 'biểu cả nước của mọi kỳ, so với một câu SQL gộp cùng các số ấy',
  measure: async () => [...(await measured(CLUSTERS, 3)), ...(GROWTH > 0 ? await measured(CLUSTERS * GROWTH, 1) : [])],
  goals: ([sql, nothing, , changed, , sqlLarge, nothingLarge, , changedLarge]) => [
    atMost('lần đầu, chưa giữ gì, so với SQL', 1.5, nothing?.median, sql?.median),
    atMost('sau khi một báo cáo thay đổi, so với SQL', 0.1, changed?.median, sql?.median),
    ...(sqlLarge === undefined
      ? []
      : [
          atMost(`lần đầu, chưa giữ gì, gấp ${GROWTH} dữ liệu`, 1.5, nothingLarge?.median, sqlLarge.median),
          atMost(`sau một thay đổi, gấp ${GROWTH} dữ liệu`, 0.1, changedLarge?.median, sqlLarge.median),
        ]),
  ],
};
