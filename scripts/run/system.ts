/** The whole system as one thing: database, migrations, api and worker, up in order and down in reverse. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Config, loadConfig } from '#lib/config';
import { readJson } from '../embedded/claim.ts';
import { codeOf, PlainFailure } from '../embedded/plain-failure.ts';
import { endProcess, type ProcessId } from '../embedded/process-id.ts';
import { type OpenDatabase, openDatabase, secretsOf } from './database.ts';
import { claimSupervisor, type Home, prepareHome, releaseSupervisor } from './home.ts';
import { Service } from './service.ts';
import { runCommand } from './step.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SystemOptions {
  readonly home: Home;
  readonly env: Environment;
  readonly demo: boolean;
  readonly say: (line: string) => void;
  /** The system cannot go on. */
  readonly failed: (sentence: string) => void;
  /** Aborted when the operator asks to stop. */
  readonly signal: AbortSignal;
}

/** A process of the system as written down for a later run. */
export interface Child extends ProcessId {
  readonly name: string;
}

const HEARTBEAT_MS = 2000;

export class System {
  readonly config: Config;
  private readonly options: SystemOptions;
  private claimed = false;
  private database: OpenDatabase | null = null;
  private services: Service[] = [];
  private heartbeat: NodeJS.Timeout | null = null;
  private reviving: Promise<void> = Promise.resolve();

  constructor(options: SystemOptions) {
    this.options = options;
    const mode = options.env['CCN_MODE'] || (options.env['DATABASE_URL'] ? 'external' : 'embedded');
    this.config = loadConfig({ ...options.env, CCN_MODE: mode, CCN_DATA: options.home.folder });
  }

  /** Address on this machine. */
  get url(): string {
    const host = ['0.0.0.0', '::'].includes(this.config.host) ? '127.0.0.1' : this.config.host;
    return `http://${host}:${this.config.port}`;
  }

  /** Environment of every process of the system. */
  get environment(): Environment {
    const { config, database } = this;
    return {
      ...this.options.env,
      NODE_ENV: config.nodeEnv,
      CCN_MODE: config.mode,
      CCN_DATA: config.dataFolder,
      CCN_PUBLIC_URL: config.publicUrl,
      CCN_APP_URL: database?.appUrl,
      CCN_TEMPLATE_KEY: this.options.env['CCN_TEMPLATE_KEY'] || secretsOf(this.options.home).template,
      HOST: config.host,
      PORT: String(config.port),
    };
  }

  /** As `environment`, with the owner's address: only for migrations, seed and the command line. */
  get ownerEnvironment(): Environment {
    return { ...this.environment, CCN_OWNER_URL: this.database?.ownerUrl, CCN_DEMO_FILE: this.options.home.accounts };
  }

  /** Everything up, in order. @throws PlainFailure; call `stop` all the same. */
  async start(): Promise<void> {
    const { home, env, say, signal, demo } = this.options;
    prepareHome(home);
    claimSupervisor(home, this.url);
    this.claimed = true;
    await this.endOrphans();
    await this.assertPortFree();

    say(env['DATABASE_URL'] ? 'Đang nối tới PostgreSQL…' : 'Đang khởi động PostgreSQL…');
    this.database = await openDatabase(home, env);
    if (signal.aborted) return;
    say('Đang nâng cấp cấu trúc dữ liệu…');
    await runCommand(['migrate'], this.ownerEnvironment, signal);
    if (signal.aborted) return;
    say('Đang nạp dữ liệu ban đầu…');
    await runCommand(demo ? ['seed', '--demo'] : ['seed'], this.ownerEnvironment, signal);
    if (signal.aborted) return;

    say('Đang khởi động api và worker…');
    this.services = [
      this.service('api', async () => (await fetch(`${this.url}/health`).catch(() => null))?.status === 200),
      this.service('worker', async (output) => output.includes('worker ready')),
    ];
    await Promise.all(this.services.map((service) => service.start()));
    this.heartbeat = setInterval(() => {
      this.reviving = this.reviving.then(() => this.keepDatabase());
    }, HEARTBEAT_MS);
  }

  /** Everything down: api and worker first, PostgreSQL when nobody uses it any more. */
  async stop(): Promise<void> {
    const { home } = this.options;
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    await this.reviving;
    await Promise.all(this.services.map((service) => service.stop()));
    await this.database?.close();
    if (!this.claimed) return;
    rmSync(home.children, { force: true });
    releaseSupervisor(home);
  }

  /** The operator asks a second time: api and worker are killed where they stand; PostgreSQL still stops cleanly. */
  hurry(): void {
    for (const service of this.services) service.kill();
  }

  private service(name: 'api' | 'worker', ready: (output: string) => Promise<boolean>): Service {
    const { home, say, failed, signal } = this.options;
    const changed = (): void => this.writeChildren();
    return new Service({ name, env: this.environment, logFolder: home.logs, ready, say, changed, failed, signal });
  }

  private writeChildren(): void {
    const { home } = this.options;
    const list: Child[] = this.services.flatMap(({ name, process }) =>
      process === null ? [] : [{ name, ...process }],
    );
    writeFileSync(`${home.children}.new`, JSON.stringify(list), { mode: 0o600 });
    renameSync(`${home.children}.new`, home.children);
  }

  /** api and worker of a supervisor that was killed: they are ours by number and beginning, so they may be ended. */
  private async endOrphans(): Promise<void> {
    const orphans = readJson<Child[]>(this.options.home.children) ?? [];
    await Promise.all(orphans.map((orphan) => endProcess(orphan)));
    rmSync(this.options.home.children, { force: true });
  }

  private async assertPortFree(): Promise<void> {
    const { host, port } = this.config;
    await new Promise<void>((done, fail) => {
      const probe = createServer();
      probe.once('error', fail);
      probe.listen(port, host, () => probe.close(() => done()));
    }).catch((error: unknown) => {
      const code = codeOf(error);
      if (code === 'EADDRINUSE')
        throw new PlainFailure(
          `Cổng ${port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT=${port + 1} scripts/start`,
        );
      if (code === 'EACCES')
        throw new PlainFailure(
          `Không được phép mở cổng ${port}. Hãy chọn cổng từ 1024 trở lên, ví dụ: PORT=3000 scripts/start`,
        );
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
        throw new PlainFailure(
          `Máy này không có địa chỉ ${host}. Hãy sửa biến HOST, ví dụ: HOST=127.0.0.1 scripts/start`,
        );
      throw error;
    });
  }

  /** api and worker survive a fall of PostgreSQL by connecting anew, or are restarted; the server itself is ours to raise. */
  private async keepDatabase(): Promise<void> {
    const { say, failed } = this.options;
    try {
      if (await this.database?.revive()) say('PostgreSQL dừng ngoài ý muốn và đã được khởi động lại.');
    } catch (error) {
      failed(
        `PostgreSQL dừng ngoài ý muốn và không khởi động lại được: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
