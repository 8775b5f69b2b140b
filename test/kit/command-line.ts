import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runIn } from '../../cli/src/main.js';

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const PROGRAM = 'cli/bin/hookyard.mjs';

/** The command line in a home of its own. */
export class CommandLine implements Disposable {
  readonly home = mkdtempSync(join(tmpdir(), 'hookyard-cli-'));

  constructor(private readonly place: { readonly url: string; readonly key?: string }) {}

  run(...args: readonly string[]): Promise<Ran> {
    return this.runWith({}, ...args);
  }

  /** In this process: a Node of its own takes half a second to begin. */
  async runWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
    let [out, err] = ['', ''];
    const code = await runIn(args, {
      env: this.environment(env),
      signal: new AbortController().signal,
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
    });
    return { code, out, err };
  }

  /** As a process of its own, as a person runs it. */
  spawn(...args: readonly string[]): Promise<Ran> {
    return ended(this.begin(args));
  }

  spawnWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
    return ended(this.begin(args, env));
  }

  /**
   * The same, with the processor time of all the processes it took: a bound on that holds on a busy machine as well. A shell
   * adds it up (`times`), of what it waited for and of what that waited for.
   */
  async measured(...args: readonly string[]): Promise<Ran & { readonly cpuMs: number }> {
    const script = '"$@"; code=$?; echo; times; exit $code';
    const ran = await ended(
      spawn('sh', ['-c', script, 'sh', process.execPath, PROGRAM, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: this.environment({}),
      }),
    );
    const lines = ran.out.trimEnd().split('\n');
    const seconds = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
      ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
    );
    if (seconds.length !== 2) throw new Error(`the shell tells no times: ${ran.out}`);
    const cpuMs = Math.round(seconds.reduce((sum, one) => sum + one, 0) * 1000);
    return { ...ran, out: lines.slice(0, -2).join('\n').trimEnd(), cpuMs };
  }

  /** The answer of a command with `--json`; fails where it does not end well. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const { code, out, err } = await this.run(...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`);
    return JSON.parse(out) as T;
  }

  begin(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.environment(env),
    });
  }

  private environment(more: Readonly<Record<string, string>>): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      HOOKYARD_URL: this.place.url,
      ...(this.place.key === undefined ? {} : { HOOKYARD_KEY: this.place.key }),
      ...more,
    };
  }

  file(name: string): string {
    return join(this.home, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

function ended(child: ChildProcess): Promise<Ran> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
