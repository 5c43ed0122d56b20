/** The runner behind `scripts/bench`: loads the measurements of scripts/bench.d by name and prints their figures. */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { Bench, Measure } from './measure.ts';

async function main(args: readonly string[]): Promise<number> {
  const folder = join(import.meta.dirname, '..', 'bench.d');
  const names = readdirSync(folder).map((file) => basename(file, '.ts'));
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`Không có phép đo "${unknown}". Hãy chọn: ${names.join(', ')}`);
    return 2;
  }
  const results = [];
  for (const name of wanted.length > 0 ? wanted : names) {
    const { bench } = (await import(join(folder, `${name}.ts`))) as { bench: Bench };
    const measures = await bench.measure();
    results.push({ name, about: bench.about, measures, goals: bench.goals?.(measures) ?? [] });
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
  if (args.includes('--json')) console.log(JSON.stringify({ machine, benches: results }, null, 2));
  else
    for (const { name, about, measures, goals } of results) {
      console.log(`${name}: ${about}`);
      for (const m of measures)
        console.log(
          `  ${m.name.padEnd(48)} ${String(m.median).padStart(9)} ms (${m.least}–${m.most}, ${m.runs} lần)${more(m)}`,
        );
      for (const goal of goals)
        console.log(`  ${goal.isMet ? 'đạt' : 'CHƯA'}  ${goal.name}: ${goal.ratio ?? '?'} (mục tiêu ≤ ${goal.atMost})`);
    }
  return 0;
}

/** What only some measures have. */
function more(m: Measure): string {
  const p99 = m.p99 === undefined ? '' : `, p99 ${m.p99} ms`;
  return p99 + (m.peakMegabytes === undefined ? '' : `, ${m.peakMegabytes} MB`);
}

process.exitCode = await main(process.argv.slice(2));
