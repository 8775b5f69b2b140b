import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { AdminClient } from './admin-client.js';
import { anEmptyPostgresDatabase } from './databases.js';

/** As `npm start` starts it. */
function startOf(directory: string): string[] {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return manifest.scripts.start.split(' ').slice(1);
}

/** What hosts compiled, for the next to start from: a tenth of a start. Written by those that are left to stop. */
const COMPILED = join(process.cwd(), 'node_modules/.cache/hosts');

export const TEST_ADMIN_KEY = 'key_test_0123456789abcdefghijklmnop';

export interface HostProcessOptions {
  /** Default: with DB=postgres an empty database that goes with the process, otherwise the embedded one. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Kept over restarts; default: a temporary directory that goes with the process. */
  readonly dataDir?: string;
  /** Where the host was built; default: here. */
  readonly directory?: string;
  /** Told every line it writes; `lines` keeps the last ones. */
  readonly onLine?: (line: string) => void;
}

/** A test that names its database, or a data directory to keep, has chosen. */
function ownDatabase({ databaseUrl, dataDir, env }: HostProcessOptions): boolean {
  const isChosen = databaseUrl !== undefined || dataDir !== undefined || env?.['DATABASE_URL'] !== undefined;
  return process.env.DB === 'postgres' && !isChosen;
}

/** The built host as a process of its own, as an operator runs it: it can be killed and started again. */
export class HostProcess implements AsyncDisposable {
  private child: ChildProcess | undefined;
  readonly dataDir: string;
  private readonly ownsDataDir: boolean;
  private port = 0;
  readonly lines: string[] = [];

  private constructor(
    private readonly options: HostProcessOptions,
    private readonly dropDatabase: () => Promise<void>,
  ) {
    this.ownsDataDir = options.dataDir === undefined;
    this.dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'hookyard-host-'));
  }

  static async start(options: HostProcessOptions = {}): Promise<HostProcess> {
    const own = ownDatabase(options) ? await anEmptyPostgresDatabase() : undefined;
    const databaseUrl = options.databaseUrl ?? own?.url;
    const host = new HostProcess({ ...options, databaseUrl }, async () => own?.drop());
    try {
      await host.start();
      return host;
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Undefined: the embedded database in its data directory. */
  get databaseUrl(): string | undefined {
    return this.options.databaseUrl;
  }

  get adminKey(): string {
    return TEST_ADMIN_KEY;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get admin(): AdminClient {
    return new AdminClient(this.url, TEST_ADMIN_KEY);
  }

  /** It ended, whoever ended it. */
  get isGone(): boolean {
    return !this.child || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it (again, on the same port and data) and waits until it is ready. */
  async start(): Promise<void> {
    const { directory = process.cwd() } = this.options;
    const child = spawn(process.execPath, startOf(directory), {
      cwd: directory,
      env: {
        PATH: process.env['PATH'],
        HOOKYARD_PORT: String(this.port),
        HOOKYARD_DATA_DIR: this.dataDir,
        HOOKYARD_ADMIN_KEY: TEST_ADMIN_KEY,
        HOOKYARD_EGRESS_ALLOW: '127.0.0.0/8',
        // Tests call as fast as they can.
        HOOKYARD_API_CALLS_PER_SECOND: '0',
        HOOKYARD_LOG_LEVEL: 'warn',
        NODE_COMPILE_CACHE: COMPILED,
        ...(this.options.databaseUrl ? { DATABASE_URL: this.options.databaseUrl } : {}),
        ...this.options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.port = await this.listeningPort(child);
    await this.ready();
  }

  /** kill −9, and waits until it is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop as an operator would, waits until it has, and answers its exit code. */
  async stop(): Promise<number | null> {
    await this.end('SIGTERM');
    return this.child?.exitCode ?? null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    if (this.ownsDataDir) rmSync(this.dataDir, { recursive: true, force: true });
    await this.dropDatabase();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || this.isGone) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  private listeningPort(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        if (!stream) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.options.onLine?.(line);
          this.lines.push(line);
          if (this.lines.length > 2_000) this.lines.shift();
          const found = /listens on http:\/\/[^:]+:(\d+)/.exec(line);
          if (found) resolve(Number(found[1]));
        });
      }
      child.once('exit', (code, signal) => {
        reject(new Error(`the host ended (${code ?? signal}):\n${this.lines.slice(-30).join('\n')}`));
      });
    });
  }

  private async ready(): Promise<void> {
    const until = performance.now() + 30_000;
    while (performance.now() < until) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      if (this.child?.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the host did not get ready:\n${this.lines.slice(-30).join('\n')}`);
  }
}
