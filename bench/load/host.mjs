// The built host as a process of its own, for benches: starts it on a temporary directory, speaks its management API.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** As `npm start` starts it. */
const START = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(1);
const ADMIN_KEY = 'key_bench_0123456789abcdefghijklmnop';

export async function startHost(env = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-bench-'));
  const { url, child, lines } = await startServer(START, {
    PATH: process.env.PATH,
    HOOKYARD_PORT: '0',
    HOOKYARD_DATA_DIR: dataDir,
    HOOKYARD_ADMIN_KEY: ADMIN_KEY,
    HOOKYARD_EGRESS_ALLOW: '127.0.0.0/8',
    HOOKYARD_LOG_LEVEL: 'warn',
    ...(process.env.NODE_OPTIONS ? { NODE_OPTIONS: process.env.NODE_OPTIONS } : {}),
    ...env,
  });
  await until(async () => (await fetch(`${url}/readyz`)).ok);
  const call = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    url,
    dataDir,
    key: ADMIN_KEY,
    pid: child.pid,
    lines,
    call,
    async close() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a Node program that prints `listens on <url>`. */
export function startServer(args, env = process.env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const found = /listens on (http:\/\/\S+)/.exec(line);
      if (found) resolve({ url: found[1], child, lines });
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
}

export async function ended(child) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

export async function until(look, withinMs = 60_000) {
  const end = performance.now() + withinMs;
  for (;;) {
    const seen = await look().catch(() => false);
    if (seen) return seen;
    if (performance.now() > end) throw new Error('not within the time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
