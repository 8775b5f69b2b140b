// The built host as a process of its own, as an operator runs it, on a data directory that goes with the demo.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { factWithin } from './fact-within.mjs';

/** As `npm start` starts it. */
const START = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(1);
const STARTS_WITHIN_MS = 15_000;

export async function startHost() {
  const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-demo-'));
  const adminKey = `key_${randomBytes(24).toString('base64url')}`;
  const child = spawn(process.execPath, START, {
    env: {
      PATH: process.env.PATH,
      HOOKYARD_PORT: '0',
      HOOKYARD_DATA_DIR: dataDir,
      HOOKYARD_ADMIN_KEY: adminKey,
      // The demo's own systems are on this machine, where a host would otherwise never call.
      HOOKYARD_EGRESS_ALLOW: '127.0.0.0/8',
      HOOKYARD_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(forced);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { url, lines } = await listening(child);
    await factWithin('the host is ready', STARTS_WITHIN_MS, async () => (await fetch(`${url}/readyz`)).ok);
    return { url, lines, stop, admin: adminOf(url, adminKey) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listening(child) {
  const lines = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const [, url] = /listens on (http:\S+)/.exec(line) ?? [];
        if (url) resolve({ url, lines });
      });
    }
    child.once('exit', (code) => reject(new Error(`the host ended (${code}):\n${lines.join('\n')}`)));
  });
}

/** The management API: JSON in, JSON out. */
function adminOf(url, key) {
  const call = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  };
}
