/** One figure: how long one run of something takes. */
export interface Measure {
  readonly name: string;
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The 99th of a hundred runs, where so many were made. */
  readonly p99?: number;
  /** Most memory of the process and those it started, megabytes; the code they share counted once. */
  readonly peakMegabytes?: number;
  /** The same as the sum of their resident sizes. */
  readonly peakResidentMegabytes?: number;
}

/** What a figure is held against: another of the same run. */
export interface Goal {
  readonly name: string;
  /** Ours divided by theirs; null where one was not measured. */
  readonly ratio: number | null;
  readonly atMost: number;
  readonly isMet: boolean;
}

/** A file of scripts/bench.d exports one of these as `bench`. */
export interface Bench {
  /** What is measured and against what, in one sentence. */
  readonly about: string;
  readonly measure: () => Promise<readonly Measure[]>;
  /** Goals of these measures, in the order in which `measure` gives them. */
  readonly goals?: (measures: readonly Measure[]) => readonly Goal[];
}

/** Ours against theirs. */
export function atMost(name: string, limit: number, ours = 0, theirs = 0): Goal {
  const ratio = ours > 0 && theirs > 0 ? Math.round((ours / theirs) * 1000) / 1000 : null;
  return { name, ratio, atMost: limit, isMet: ratio !== null && ratio <= limit };
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
  return summary(name, took);
}

/** The figures of several runs, milliseconds each. */
export function summary(name: string, took: readonly number[]): Measure {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (index: number): number => Math.round((sorted[index] ?? 0) * 10) / 10;
  const runs = sorted.length;
  const measure = { name, runs, median: at(Math.floor(runs / 2)), least: at(0), most: at(runs - 1) };
  return runs < 100 ? measure : { ...measure, p99: at(Math.ceil(runs * 0.99) - 1) };
}
