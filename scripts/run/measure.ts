/** One figure: how long one run of something takes. */
export interface Measure {
  readonly name: string;
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** A file of scripts/bench.d exports one of these as `bench`. */
export interface Bench {
  /** What is measured and against what, in one sentence. */
  readonly about: string;
  readonly measure: () => Promise<readonly Measure[]>;
}

/** Runs `work` once to warm up, then `runs` times. */
export async function time(name: string, runs: number, work: () => Promise<unknown>): Promise<Measure> {
  await work();
  const took: number[] = [];
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (index: number): number => Math.round((took[index] ?? 0) * 10) / 10;
  return { name, runs, median: at(Math.floor(runs / 2)), least: at(0), most: at(runs - 1) };
}
