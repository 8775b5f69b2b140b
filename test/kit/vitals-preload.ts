// Loaded into a host before its own code (`node --import`): tells over HTTP what it holds after all garbage is collected,
// and how long its event loop was held since it was asked last, in processor time of its main thread (what a busy
// machine adds is not the host's).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A hold is measured from one look to the next: one of these is taken off, as the loop may have turned in it. */
const LOOK_MS = 10;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let longestMs = 0;
let lookedAtMs = 0;

// What the host starts itself inherits this, and is not the host.
if (process.argv[1]?.endsWith('main.js')) listen();

function listen(): void {
  const server = createServer((_request, response) => {
    const longestHoldMs = longestMs;
    collectGarbage();
    const { heapUsed, external, rss } = process.memoryUsage();
    longestMs = 0;
    lookedAtMs = cpuMs();
    // Asked seldom: a connection that is kept would be closed just when it is used again.
    response.setHeader('connection', 'close');
    response.end(JSON.stringify({ heapUsed, external, rss, longestHoldMs }));
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`vitals at ${(server.address() as AddressInfo).port}\n`);
  });
  server.unref();
  lookedAtMs = cpuMs();
  setInterval(look, LOOK_MS).unref();
}

function look(): void {
  const now = cpuMs();
  longestMs = Math.max(longestMs, now - lookedAtMs - LOOK_MS);
  lookedAtMs = now;
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
