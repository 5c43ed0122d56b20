/** One long-running process of the system (api or worker): started, watched, restarted, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainFailure } from '../embedded/plain-failure.ts';
import { endProcess, identify, type ProcessId } from '../embedded/process-id.ts';
import { PROJECT } from './home.ts';
import { watchLog } from './log-watch.ts';
import { WORKER_ENV, WORKER_FLAGS } from './node-flags.ts';

export interface ServiceOptions {
  readonly name: 'api' | 'worker';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFolder: string;
  /** True once the process can work. @param output what it has written since it was started. */
  readonly ready: (output: string) => Promise<boolean>;
  /** A line for the operator. */
  readonly say: (line: string) => void;
  /** Called whenever the process number changes, so that a later run can find an orphan. */
  readonly changed: () => void;
  /** Aborted when the system is to stop: waiting for readiness ends. */
  readonly signal: AbortSignal;
  /** Called when restarting is given up. */
  readonly failed: (sentence: string) => void;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const RESTARTS = 8;
/** After this long without a fall the count of falls begins anew. */
const STEADY_MS = 60_000;
const LOG_MAX_BYTES = 10 * 1024 * 1024;

export class Service {
  private child: ChildProcess | null = null;
  private began: ProcessId | null = null;
  private offset = 0;
  private falls = 0;
  private startedAt = 0;
  private stopping = false;
  private stopWatching: () => void = () => undefined;
  private readonly options: ServiceOptions;
  readonly log: string;

  constructor(options: ServiceOptions) {
    this.options = options;
    this.log = join(options.logFolder, `${options.name}.log`);
  }

  get name(): 'api' | 'worker' {
    return this.options.name;
  }

  get process(): ProcessId | null {
    return this.began;
  }

  /** Starts the process and waits until it is ready. @throws PlainFailure with the end of its log. */
  async start(): Promise<void> {
    this.spawn();
    const { name, ready, signal } = this.options;
    const until = Date.now() + READY_MS;
    while (!(await ready(this.written()))) {
      const running = this.child;
      if (this.stopping || signal.aborted) return;
      if (running === null || Date.now() > until) {
        const end = this.written().trimEnd().split('\n').slice(-12).join('\n');
        throw new PlainFailure(`${end}\n${name} không khởi động được; nhật ký: ${this.log}`);
      }
      await sleep(50);
    }
    this.watch();
  }

  /** SIGTERM, then SIGKILL; returns when it is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.began !== null) await endProcess(this.began, STOP_MS);
    this.began = null;
    this.stopWatching();
    this.stopWatching = () => undefined;
  }

  /** kill -9, now. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /**
   * Output goes straight into the log file: a pipe to this process would break the child when this
   * process is killed. In a session of its own, so that Ctrl-C reaches only the supervisor, which stops
   * everything in order.
   */
  private spawn(): void {
    if (existsSync(this.log) && statSync(this.log).size > LOG_MAX_BYTES) renameSync(this.log, `${this.log}.1`);
    const log = openSync(this.log, 'a', 0o600);
    this.offset = statSync(this.log).size;
    this.startedAt = Date.now();
    const isWorker = this.options.name === 'worker';
    const flags = isWorker ? WORKER_FLAGS : [];
    const program = join(PROJECT, `dist/apps/${this.options.name}/src/main.js`);
    const child = spawn(process.execPath, [...flags, program], {
      env: isWorker ? { ...this.options.env, ...WORKER_ENV } : this.options.env,
      stdio: ['ignore', log, log],
      detached: true,
      cwd: PROJECT,
    });
    closeSync(log);
    this.stopWatching();
    this.stopWatching = watchLog(this.log, this.offset, (sentence) => this.options.say(`${this.name}: ${sentence}`));
    this.child = child;
    this.began = child.pid === undefined ? null : identify(child.pid);
    const ended = (): void => {
      this.child = null;
    };
    child.once('exit', ended);
    child.once('error', ended);
    this.options.changed();
  }

  private watch(): void {
    const running = this.child;
    if (running === null) this.fell(null, null);
    else running.once('exit', (code, signal) => this.fell(code, signal));
  }

  private fell(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.stopping) return;
    const { name, say, failed } = this.options;
    this.falls = Date.now() - this.startedAt > STEADY_MS ? 1 : this.falls + 1;
    if (this.falls > RESTARTS) {
      failed(`${name} dừng ngoài ý muốn ${this.falls} lần liền; nhật ký: ${this.log}. Hãy xem nhật ký rồi chạy lại.`);
      return;
    }
    const wait = Math.min(15_000, 250 * 2 ** this.falls);
    say(`${name} dừng ngoài ý muốn (${signal ?? `mã ${code}`}); khởi động lại sau ${wait / 1000} giây.`);
    setTimeout(() => void this.restart(), wait);
  }

  private async restart(): Promise<void> {
    if (this.stopping) return;
    try {
      await this.start();
      if (!this.stopping) this.options.say(`${this.options.name} đã chạy lại.`);
    } catch {
      const stuck = this.began;
      if (this.child !== null && stuck !== null) await endProcess(stuck);
      this.fell(null, null);
    }
  }

  /** What the present process has written so far (its last 64 KiB). */
  private written(): string {
    const size = existsSync(this.log) ? statSync(this.log).size : 0;
    const from = Math.max(this.offset, size - 65_536);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    const file = openSync(this.log, 'r');
    try {
      readSync(file, buffer, 0, buffer.length, from);
    } finally {
      closeSync(file);
    }
    return buffer.toString('utf8');
  }
}
