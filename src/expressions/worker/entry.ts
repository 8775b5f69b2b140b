import { FrameReader, dieWithTheHost, encodeFrame, linesOf, type Frame } from '../../workers/index.js';
import { runItems, type Host } from './run-items.js';
import type { FromWorker, ToWorker } from './messages.js';
import { errorLine, readResultLine } from './result-line.js';
import { selectRecords, type Selected } from './select-records.js';

/**
 * The program of a worker process. It runs what cannot be trusted, one message at a time, and may be killed at any
 * moment: it holds no state but compiled expressions. A process and not a thread, because a thread that asks for too
 * much memory at once (a doubled string is enough) takes its whole process with it.
 */
const waiting = new Map<number, (line: string) => void>();
const reader = new FrameReader();
let selected: Selected | undefined;

const host: Host = {
  send: (header, lines) => write(header, lines),
  answerTo: (call) =>
    new Promise((resolve, reject) => {
      waiting.set(call, (line) => {
        const { value, error } = readResultLine(line);
        if (error) reject(error);
        else resolve(value);
      });
    }),
};

dieWithTheHost();
process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of reader.push(chunk)) take(frame);
});
process.stdin.on('end', () => process.exit(0));
write({ kind: 'ready' });

function take(frame: Frame): void {
  const header = frame.header as ToWorker;
  switch (header.kind) {
    case 'run':
      void runItems(header, linesOf(frame), host);
      break;
    case 'answer':
      waiting.get(header.call)?.(linesOf(frame)[0] ?? '~');
      waiting.delete(header.call);
      break;
    case 'select':
      void select(header, frame.body);
      break;
    case 'next':
      nextSlice();
      break;
  }
}

async function select(header: Extract<ToWorker, { kind: 'select' }>, body: Buffer): Promise<void> {
  try {
    selected = await selectRecords(header, body);
    write({ kind: 'selected' }, [selected.envelope]);
  } catch (error) {
    write({ kind: 'failed' }, [errorLine(error)]);
  }
}

function nextSlice(): void {
  try {
    const lines = selected?.next() ?? [];
    write({ kind: 'slice', isLast: selected?.isDone() ?? true }, lines);
  } catch (error) {
    write({ kind: 'failed' }, [errorLine(error)]);
  }
}

/** A pipe is written synchronously, so that a result is out before the next item can hold this process. */
function write(header: FromWorker, lines: readonly string[] = []): void {
  process.stdout.write(encodeFrame(header, lines));
}
