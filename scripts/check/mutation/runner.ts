/**
 * Runs the specs of the pure rules against one change after another without leaving the process: a change is a switch
 * in the sources, so that most need nothing loaded again. What a module works out once and keeps would carry one change
 * into the next; therefore a spec that noticed a change must hold again without it, and a change that nobody noticed
 * although no spec came across it is asked once more with everything loaded afresh.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { configureGlobal } from 'fast-check';
import { compileOnLoad, importAs, reaches } from './sources.ts';
import { collect, finish, type Spec } from './specs.ts';

/** The specs beside the rules and those that hold them to figures worked out by hand and to a second reckoning. */
const SPECS = [
  'libs/{consolidation,filing,forms,regime,register}/src/{rules/**/,}*.spec.ts',
  'test/unit/{consolidation,filing,forms,register}/**/*.spec.ts',
];

/** The switches that the changed sources look at. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage: NonNullable<CompleteDryRunResult['mutantCoverage']>;
}
const switches: Switches = { mutantCoverage: { static: {}, perTest: {} } };
(globalThis as { __stryker__?: Switches }).__stryker__ = switches;

interface Asked {
  readonly spec: Spec;
  readonly failure: string;
}

class SpecRunner implements TestRunner {
  private readonly files = SPECS.flatMap((pattern) => globSync(pattern, { cwd: process.cwd() }))
    // Of rules that are not changed here.
    .filter((file) => !/(calendar-feed|reminder-plan)\.spec\.ts$/.test(file))
    .map((file) => join(process.cwd(), file))
    .sort();
  private specs = new Map<string, Spec>();
  private readonly spent = new Map<string, number>();
  private generation = 0;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // Of random cases few, and the same ones each time: a change is noticed always or never.
    process.env['CCN_MUTATION'] = '1';
    configureGlobal({ seed: 20_250_701, numRuns: 30 });
    compileOnLoad();
    this.specs = await this.load(this.files);
  }

  async dispose(): Promise<void> {
    await finish();
  }

  async dryRun(): Promise<CompleteDryRunResult> {
    const tests: TestResult[] = [];
    for (const [id, spec] of this.specs) {
      const started = performance.now();
      switches.currentTestId = id;
      const asked = await this.ask([spec]);
      switches.currentTestId = undefined;
      const told = { id, name: spec.name, fileName: spec.file, timeSpentMs: performance.now() - started };
      tests.push(
        asked
          ? { ...told, status: TestStatus.Failed, failureMessage: asked.failure }
          : { ...told, status: TestStatus.Success },
      );
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: switches.mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, sandboxFileName, mutantActivation } = options;
    const started = performance.now();
    const ids = testFilter ?? this.ofRoom(sandboxFileName);
    const nrOfTests = ids.length;
    const tell = (asked: Asked | null): MutantRunResult => {
      const duration = performance.now() - started;
      if (!asked) return { status: MutantRunStatus.Survived, nrOfTests, duration };
      const killedBy = [idOf(asked.spec)];
      return { status: MutantRunStatus.Killed, killedBy, failureMessage: asked.failure, nrOfTests, duration };
    };
    const withChange = async (run: () => Promise<Asked | null>): Promise<Asked | null> => {
      switches.activeMutant = activeMutant.id;
      switches.hitCount = 0;
      switches.hitLimit = hitLimit;
      const asked = await run();
      switches.activeMutant = undefined;
      return asked;
    };
    const afresh = (): Promise<Asked | null> => withChange(() => this.askAfresh(ids));
    if (mutantActivation === 'static') return tell(await afresh());

    const asked = await withChange(() => this.ask(this.inOrder(ids)));
    if (asked && (await this.ask([asked.spec]))) {
      this.specs = await this.load(this.files);
      return tell(await afresh());
    }
    return tell(!asked && switches.hitCount === 0 ? await afresh() : asked);
  }

  /** What a module works out while it loads has no spec of its own to name: those of its room that reach it. */
  private ofRoom(source: string): string[] {
    const room = /\/libs\/(\w+)\//.exec(source)?.[1] ?? '';
    const near = [...this.specs].filter(([, s]) => s.file.includes(`/${room}/`) && reaches(s.file, source));
    return near.map(([id]) => id);
  }

  /** Quick specs first: the first that fails ends the matter. */
  private inOrder(ids: readonly string[]): Spec[] {
    return ids
      .flatMap((id) => this.specs.get(id) ?? [])
      .sort((a, b) => (this.spent.get(idOf(a)) ?? 0) - (this.spent.get(idOf(b)) ?? 0));
  }

  private async load(files: readonly string[]): Promise<Map<string, Spec>> {
    const generation = ++this.generation;
    const found: [string, Spec][] = [];
    for (const file of files) {
      const specs = await collect(file, () => importAs(file, generation));
      found.push(...specs.map((spec): [string, Spec] => [idOf(spec), spec]));
    }
    return new Map(found);
  }

  /** What the specs say when everything was loaded with the change in place; not to load at all is a failure too. */
  private async askAfresh(ids: readonly string[]): Promise<Asked | null> {
    const known = this.inOrder(ids);
    const kept = this.specs;
    try {
      this.specs = await this.load([...new Set(known.map((spec) => spec.file))]);
      const asked = this.inOrder(ids);
      // A change in what specs are named after leaves none of the names.
      return await this.ask(asked.length === 0 ? [...this.specs.values()] : asked);
    } catch (error) {
      const [spec] = known;
      if (!spec) return null;
      return { spec, failure: String(error) };
    } finally {
      this.specs = kept;
    }
  }

  private async ask(specs: readonly Spec[]): Promise<Asked | null> {
    for (const spec of specs) {
      const started = performance.now();
      try {
        await spec.run();
      } catch (error) {
        return { spec, failure: error instanceof Error ? error.message : String(error) };
      }
      if (!this.spent.has(idOf(spec))) this.spent.set(idOf(spec), performance.now() - started);
    }
    return null;
  }
}

const idOf = (spec: Spec): string => `${spec.file.replace(`${process.cwd()}/`, '')} ${spec.name}`;

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner)];
