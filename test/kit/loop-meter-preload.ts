// Loaded into a host before its own code (`node --import`): tells over HTTP how long the host held its event loop, in
// processor time of its main thread (what a busy machine adds is not the host's), and how much live memory it took.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collecting all garbage takes 50 ms and more: often enough to see a peak, and seldom enough to let the host work. */
const LOOK_AT_MEMORY_MS = 400;
/** Turns in which less was done are idle ones: with them, any share of long turns would look small. */
const WORKED_MS = 0.5;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let turns: number[] = [];
let before = 0;
let peak = 0;
let isRunning = false;
let turnBegan = 0;
let lookedAt = 0;

const answers: Readonly<Record<string, () => object>> = {
  '/start': () => {
    turns = [];
    before = liveBytes();
    peak = before;
    isRunning = true;
    lookedAt = performance.now();
    turnBegan = cpuMs();
    setImmediate(turn);
    return {};
  },
  '/forget-turns': () => {
    turns = [];
    return {};
  },
  '/stop': () => {
    isRunning = false;
    const sorted = turns.toSorted((a, b) => a - b);
    return {
      turns: sorted.length,
      longestMs: sorted.at(-1) ?? 0,
      p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      grownBytes: peak - before,
    };
  },
};

function turn(): void {
  if (!isRunning) return;
  const tookMs = cpuMs() - turnBegan;
  if (tookMs > WORKED_MS) turns.push(tookMs);
  if (performance.now() - lookedAt > LOOK_AT_MEMORY_MS) {
    peak = Math.max(peak, liveBytes());
    lookedAt = performance.now();
  }
  turnBegan = cpuMs();
  setImmediate(turn);
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Garbage that waits for its collector says nothing. */
function liveBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// What the host starts itself inherits this, and is not the host.
if (process.argv[1]?.endsWith('main.js')) listen();

function listen(): void {
  const server = createServer((request, response) => {
    response.end(JSON.stringify(answers[request.url ?? '']?.() ?? null));
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`loop meter at ${(server.address() as AddressInfo).port}\n`);
  });
  server.unref();
}
