import { FrameReader, dieWithTheHost, linesOf, type Frame } from '../../../workers/index.js';
import { factsOf } from '../facts.js';
import type { ToConnector } from '../wire.js';
import { flush, send } from './channel.js';
import { guard } from './guard.js';
import { captureOutput, logLine } from './log-lines.js';
import { RunningCalls } from './running-calls.js';

/**
 * The program of a connector's process. It imports the one connector it was started for, tells its facts, and then runs
 * what the host asks for. It may be killed at any moment: it holds nothing that is not the connector's own.
 */
const [url = '', maxRssMb = '0'] = process.argv.slice(2);
const reader = new FrameReader();
let calls: RunningCalls | undefined;

dieWithTheHost({ maxRssMb: Number(maxRssMb) });
captureOutput();
process.on('exit', flush);
process.on('unhandledRejection', (reason) => {
  const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  logLine(null, 'warn', `a rejection that nobody handles: ${text}`);
});
guard();
process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of reader.push(chunk)) take(frame);
});
process.stdin.on('end', () => process.exit(0));
await open();

async function open(): Promise<void> {
  try {
    const module = (await import(url)) as { readonly connector?: unknown };
    const { connector } = module;
    if (typeof connector !== 'object' || connector === null)
      throw new TypeError(
        'its entry has no export named `connector`: write `export const connector = defineConnector({…})`',
      );
    const facts = JSON.stringify(factsOf(connector));
    calls = new RunningCalls(connector);
    send({ kind: 'ready' }, [facts]);
  } catch (error) {
    send({ kind: 'refused', problem: error instanceof Error ? error.message : String(error) });
  }
}

function take(frame: Frame): void {
  const header = frame.header as ToConnector;
  switch (header.kind) {
    case 'calls':
      calls?.run(header, linesOf(frame));
      break;
    case 'lend':
      calls?.lend(header.lent, header.facts);
      break;
    case 'forget':
      calls?.forget();
      break;
    case 'answer':
      calls?.heard(header, frame.body);
      break;
    case 'abort':
      calls?.abort(header.call);
      break;
    case 'ping':
      send({ kind: 'pong' });
      break;
  }
}
