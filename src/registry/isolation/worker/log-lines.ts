import { send, sendSoon } from './channel.js';

type Level = 'debug' | 'info' | 'warn';

const MOST_CHARS = 2_000;
/** An operator reads a few lines of a call; a thousand a second are nobody's. */
const PER_SECOND = 100;
const BURST = 200;

let room = BURST;
let filledAt = performance.now();
let dropped = 0;

/** A line of the connector's log, bounded in size and rate; what was too much is counted and said once. */
export function logLine(call: number | null, level: Level, given: unknown, details?: unknown): void {
  const now = performance.now();
  room = Math.min(BURST, room + ((now - filledAt) / 1_000) * PER_SECOND);
  filledAt = now;
  if (room < 1) {
    dropped += 1;
    return;
  }
  room -= 1;
  if (dropped > 0) {
    send({
      kind: 'log',
      call,
      level: 'warn',
      message: `${dropped} lines of log were too many and were left out`,
    });
    dropped = 0;
  }
  const message = textOf(given).slice(0, MOST_CHARS);
  const said = details === undefined ? {} : { details: detailsOf(details).slice(0, MOST_CHARS) };
  sendSoon({ kind: 'log', call, level, message, ...said });
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : String(given);
}

function detailsOf(details: unknown): string {
  try {
    return JSON.stringify(details) ?? '';
  } catch {
    return 'details that are no JSON';
  }
}

/** What is written to the console belongs to the log, and never among the frames. */
export function captureOutput(): void {
  const capture = (chunk: unknown, ...rest: unknown[]): boolean => {
    logLine(null, 'debug', typeof chunk === 'string' ? chunk.trimEnd() : String(chunk).trimEnd());
    const done = rest.find((one) => typeof one === 'function');
    if (done) queueMicrotask(done as () => void);
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) Reflect.set(stream, 'write', capture);
}
