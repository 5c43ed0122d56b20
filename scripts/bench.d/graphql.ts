/**
 * The analysts' API beside PostGraphile 5 and beside plain node:http with pg, on one synthetic country in one run: lists,
 * sums, one cluster's history, a search, an answer pinned to an edition; at 1 and at 16 connections; with an import running
 * beside; and for ten times the clusters. Ours runs as in production, with row-level security; the others without.
 * BENCH_CLUSTERS=200 BENCH_PERIODS=4 BENCH_GROWTH=0 for a first look; BENCH_KEEP=FOLDER keeps the countries for the next run.
 */
import { withClient } from '../embedded/roles.ts';
import { type Asked, answerOf, graphql, loaded } from '../run/graphql/ask.ts';
import { whileImporting } from '../run/graphql/import-beside.ts';
import { signedIn } from '../run/graphql/portal.ts';
import { type Question, questionsOf } from '../run/graphql/questions.ts';
import { ourApi, plainServer, postgraphile, preparePeers, type Running } from '../run/graphql/servers.ts';
import { atMost, type Bench, type Goal, type Measure, summary } from '../run/measure.ts';
import { CLOSED, type Nation, openNation } from '../run/nation.ts';
import { runCommand } from '../run/step.ts';

const CLUSTERS = Number(process.env['BENCH_CLUSTERS'] ?? 2000);
const PERIODS = Number(process.env['BENCH_PERIODS'] ?? 20);
/** The second country has so many times the clusters; 0: none. */
const GROWTH = Number(process.env['BENCH_GROWTH'] ?? 10);
const ROUNDS = Number(process.env['BENCH_RUNS'] ?? 2);
const PLAN = { warmupMs: 500, measureMs: 1500 };
const MANY = 16;

/** Milliseconds of every request, by the measure's name; in the order in which they were first asked. */
class Times {
  private readonly took = new Map<string, number[]>();

  async add(name: string, asked: Asked, connections: number, during = PLAN): Promise<void> {
    const { took } = await loaded(asked, { ...during, connections });
    const known = this.took.get(name) ?? [];
    for (const each of took) known.push(each);
    this.took.set(name, known);
  }

  get measures(): Measure[] {
    return [...this.took].map(([name, took]) => summary(name, took));
  }
}

const named = (who: string, question: string, connections: number): string =>
  `${who}: ${question}, ${connections} kết nối`;

async function factsOf({ superUrl }: Nation): Promise<{ code: string; from: string; to: string }> {
  return await withClient(superUrl, async (db) => {
    const { rows } = await db.query<{ code: string; from: string; to: string }>(
      `select (select c.code from cluster c join cluster_figure f on f.cluster_id = c.id group by c.code
         order by count(*) desc, c.code limit 1) as code,
        min(period collate "C") as from, max(period collate "C") as to from cluster_figure`,
    );
    if (rows[0] === undefined) throw new Error('the country has no figures');
    return rows[0];
  });
}

/** Ours with a token, as a program asks. */
async function bearerOf({ env }: Nation): Promise<Record<string, string>> {
  return { authorization: `Bearer ${(await runCommand(['token', '--as', 'ministry-analyst'], env)).trim()}` };
}

async function questions(nation: Nation): Promise<Question[]> {
  const { code, from, to } = await factsOf(nation);
  return questionsOf(code, from, to, `${CLOSED}-r1`, CLOSED);
}

interface Asks {
  readonly question: Question;
  readonly ours: Asked;
  readonly plain: Asked;
  readonly peer: Asked | null;
}

/** All must say the same, or the comparison is of different things. */
async function refuseOther({ question, ours, plain, peer }: Asks): Promise<void> {
  const own = JSON.stringify(question.rows(await answerOf(ours)));
  const others = [
    question.rows(await answerOf(plain)),
    ...(peer === null || question.peer === null ? [] : [question.peer.rows(await answerOf(peer))]),
  ];
  for (const rows of others)
    if (rows.length === 0 || JSON.stringify(rows) !== own)
      throw new Error(
        `"${question.name}" is answered otherwise: ${JSON.stringify(rows).slice(0, 300)} ≠ ${own.slice(0, 300)}`,
      );
}

async function measureCountry(nation: Nation, times: Times): Promise<void> {
  await preparePeers(nation);
  const all = await questions(nation);
  const headers = await bearerOf(nation);
  const running: Running[] = [];
  const up = async (server: Promise<Running>): Promise<Running> => {
    running.push(await server);
    return await server;
  };
  try {
    const ours = await up(ourApi(nation));
    const plain = await up(
      plainServer(
        nation,
        all.map(({ sql }) => sql),
      ),
    );
    const peer = await up(postgraphile(nation));
    const asks = all.map(
      (question, i): Asks => ({
        question,
        ours: graphql(ours.port, question.query, question.variables, headers),
        plain: { port: plain.port, path: `/${i}`, method: 'GET', headers: {}, body: '' },
        peer: question.peer === null ? null : graphql(peer.port, question.peer.query, {}),
      }),
    );
    for (const each of asks) await refuseOther(each);
    // In turn, so that a busy moment meets them all.
    for (let round = 0; round < ROUNDS; round++)
      for (const { question, ...by } of asks)
        for (const connections of [1, MANY]) {
          await times.add(named('API', question.name, connections), by.ours, connections);
          await times.add(named('node:http + pg', question.name, connections), by.plain, connections);
          if (by.peer !== null)
            await times.add(named('PostGraphile', question.name, connections), by.peer, connections);
        }
    await times.add(
      'API: câu hỏi của cổng theo mã băm, có phiên đăng nhập, 16 kết nối',
      await signedIn(nation, ours.port, 'ProvinceClusters', { province: '15', period: CLOSED }),
      MANY,
      { warmupMs: 500, measureMs: 5000 },
    );
    await whileImporting(nation, async () => {
      for (const { question, ours: asked } of asks)
        await times.add(named('API, khi đang nhập sổ', question.name, MANY), asked, MANY, {
          warmupMs: 0,
          measureMs: 500,
        });
    });
  } finally {
    for (const server of running) await server.stop();
  }
}

/** Lists alone, for a larger country. */
async function measureLists(nation: Nation, times: Times): Promise<void> {
  const lists = (await questions(nation)).filter(({ kind }) => kind === 'list');
  const headers = await bearerOf(nation);
  const ours = await ourApi(nation);
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const { name, query, variables } of lists)
        await times.add(
          named(`API, gấp ${GROWTH} số cụm`, name, MANY),
          graphql(ours.port, query, variables, headers),
          MANY,
        );
  } finally {
    await ours.stop();
  }
}

async function measure(): Promise<Measure[]> {
  const times = new Times();
  // Both are made before anything is measured: making one takes the whole machine for a while.
  const nation = await openNation(CLUSTERS, PERIODS);
  const large = GROWTH > 0 ? await openNation(CLUSTERS * GROWTH, PERIODS, false) : null;
  try {
    await measureCountry(nation, times);
    if (large !== null) await measureLists(large, times);
    return times.measures;
  } finally {
    await large?.remove();
    await nation.remove();
  }
}

/** "at least 2 times as quick" is written as "takes at most half": ours over theirs, by the median at 16 connections. */
function goals(measures: readonly Measure[]): Goal[] {
  const of = (who: string, question: string): Measure | undefined =>
    measures.find(({ name }) => name === named(who, question, MANY));
  const kinds = questionsOf('', '', '', '', '');
  return kinds.flatMap(({ name, kind }) => {
    const ours = of('API', name);
    const [plain, peer] = [of('node:http + pg', name)?.median, of('PostGraphile', name)?.median];
    const large = of(`API, gấp ${GROWTH} số cụm`, name);
    return [
      ...(kind === 'list'
        ? [
            atMost(`${name}: so với PostGraphile (nhanh ít nhất gấp 2)`, 0.5, ours?.median, peer),
            atMost(`${name}: so với node:http + pg (ít nhất 0,6 lần)`, 1.667, ours?.median, plain),
          ]
        : []),
      ...(kind === 'aggregate'
        ? [atMost(`${name}: so với PostGraphile (nhanh ít nhất gấp 10)`, 0.1, ours?.median, peer)]
        : []),
      ...(kind === 'pinned'
        ? [atMost(`${name}: so với node:http + pg (nhanh ít nhất gấp 3)`, 0.333, ours?.median, plain)]
        : []),
      atMost(`${name}: p99 so với trung vị`, 3, ours?.p99, ours?.median),
      atMost(`${name}: p99 khi đang nhập sổ, so với lúc rảnh`, 2, of('API, khi đang nhập sổ', name)?.p99, ours?.p99),
      ...(kind === 'list' && GROWTH > 0
        ? [atMost(`${name}: gấp ${GROWTH} số cụm`, 1.3, large?.median, ours?.median)]
        : []),
    ];
  });
}

export const bench: Bench = {
  about: 'API cho người phân tích, so với PostGraphile 5 và node:http + pg trên cùng dữ liệu',
  measure,
  goals,
};
