// Works off what a host left, until it comes to a point and kills itself there with −9: <point>
// Says of every answer that it is stored once its commit has come.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers';

import { SystemClock } from '../../dist/clock/index.js';
import { loadConfig } from '../../dist/config/index.js';
import { openParts } from '../../dist/host-parts.js';
import { Metrics, createLogger } from '../../dist/observe/index.js';

const [point] = process.argv.slice(2);
const IDLE_MS = 5_000;
// oxlint-disable-next-line node/no-process-env -- whoever starts it sets it up by them
const { config } = loadConfig(process.env);
const logger = createLogger({ level: 'fatal', mask: (text) => text });
const parts = await openParts({
  config,
  clock: new SystemClock(),
  logger,
  metrics: new Metrics(),
  publicUrl: 'http://127.0.0.1',
});

function at(where) {
  if (where !== point) return;
  writeSync(1, `killed\n`);
  process.kill(process.pid, 'SIGKILL');
}

const submit = parts.store.submit.bind(parts.store);
parts.store.submit = async (kind, item) => {
  if (kind.name === 'wake') {
    const woken = await submit(kind, item);
    if (woken.isWoken) at('woken');
    return woken;
  }
  if (kind.name !== 'settle') return submit(kind, item);
  const { request, outcome } = item.settlement;
  if (outcome.kind !== 'done') return submit(kind, item);
  const isAnswer = request.kind === 'decide';
  at(isAnswer ? 'answered' : 'writing');
  const result = await submit(kind, item);
  if (isAnswer) writeSync(1, `stored ${outcome.facts.id}\n`);
  at(isAnswer ? 'stored' : 'written');
  return result;
};
parts.pipeline.start();
await parts.ledger.sweep();
setTimeout(() => process.exit(0), IDLE_MS);
