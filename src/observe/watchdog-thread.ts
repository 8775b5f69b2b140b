import { writeSync } from 'node:fs';
import { Session, type Debugger, type InspectorNotification } from 'node:inspector';
import { workerData } from 'node:worker_threads';

import type { WatchdogOrders } from './watchdog.js';

const { beats, lookEveryMs, looks, limitMs } = workerData as WatchdogOrders;
const STANDARD_OUTPUT = 1;
const MOST_FRAMES = 50;
/** V8 stops a loop, a regular expression or a wait within 40 ms; a call into the system may never come back. */
const STACK_WITHIN_MS = 2_000;
/** A reader of the log that is slow does not keep a stalled process alive. */
const MOST_WRITES = 50;

let last = -1;
let missed = 0;
const timer = setInterval(look, lookEveryMs);

function look(): void {
  const now = Atomics.load(beats, 0);
  missed = now === last ? missed + 1 : 0;
  last = now;
  if (missed < looks) return;
  clearInterval(timer);
  endWithStack();
}

/** The main thread is stopped where it stands, as a debugger does, and never goes on. */
function endWithStack(): void {
  setTimeout(() => end([]), STACK_WITHIN_MS);
  const scripts = new Map<string, string>();
  const session = new Session();
  session.connectToMainThread();
  session.on(
    'Debugger.scriptParsed',
    ({ params }: InspectorNotification<Debugger.ScriptParsedEventDataType>) =>
      scripts.set(params.scriptId, params.url),
  );
  session.on('Debugger.paused', ({ params }: InspectorNotification<Debugger.PausedEventDataType>) =>
    end(
      params.callFrames
        .slice(0, MOST_FRAMES)
        .map(
          ({ functionName, location }) =>
            `at ${functionName || '<anonymous>'} (${scripts.get(location.scriptId) ?? ''}:${location.lineNumber + 1})`,
        ),
    ),
  );
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}

/** The host's own log may be stalled with it: the line is written from here. Nobody can catch or delay the end. */
function end(stack: readonly string[]): void {
  write(
    `${JSON.stringify({
      level: 'fatal',
      time: new Date().toISOString(),
      stack: stack.length > 0 ? stack : ['none could be taken: it is in a call into the system'],
      message: `the event loop has not turned for ${limitMs} ms: the process ends`,
    })}\n`,
  );
  process.kill(process.pid, 'SIGKILL');
}

function write(line: string): void {
  let rest = Buffer.from(line);
  for (let tries = 0; rest.length > 0 && tries < MOST_WRITES; tries += 1) {
    try {
      rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest));
    } catch {
      // A full pipe: its reader gets a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
