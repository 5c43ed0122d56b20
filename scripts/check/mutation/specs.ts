/**
 * What the spec files get for `vitest` under mutation testing: they are collected once and asked again for every change,
 * in one process, which a runner that starts a worker for each change cannot do. `expect` is vitest's own.
 */
import { expect as vitestExpect } from 'vitest';

export interface Spec {
  readonly file: string;
  readonly name: string;
  readonly run: () => unknown;
}

const collected: Spec[] = [];
const path: string[] = [];
const endings: (() => unknown)[] = [];
let current = '';

/** Collects what one spec file says while `load` imports it. */
export async function collect(file: string, load: () => Promise<unknown>): Promise<Spec[]> {
  collected.length = 0;
  current = file;
  await load();
  return [...collected];
}

/** Carries out what the spec files want done at the end. */
export async function finish(): Promise<void> {
  for (const ending of endings.splice(0)) await ending();
}

type Body = (...args: never[]) => unknown;

function one(name: string, run: Body): void {
  collected.push({ file: current, name: [...path, name].join(' '), run: run as () => unknown });
}

function group(name: string, body: Body, args: readonly unknown[] = []): void {
  path.push(name);
  try {
    (body as (...given: unknown[]) => unknown)(...args);
  } finally {
    path.pop();
  }
}

/** Every case is told from the others by its place. */
const each =
  (make: (name: string, run: () => unknown) => void) =>
  (cases: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const [n, given] of cases.entries()) {
      const args = Array.isArray(given) ? given : [given];
      make(`${name} (${n})`, () => (body as (...given: unknown[]) => unknown)(...args));
    }
  };

export const it = Object.assign(one, { each: each(one) });
export const describe = Object.assign(group, { each: each(group) });
export const afterAll = (ending: () => unknown): void => void endings.push(ending);
export const expect = vitestExpect;
