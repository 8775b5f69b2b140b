import { writeFileSync } from 'node:fs';

import { flatness } from '../kit/flat.js';
import { scaled } from '../kit/scale.js';
import { type Fuzzed, fuzzed } from './fuzzing.js';

const MiB = 1024 * 1024;
/** `npm run fuzz` says how many, and for how long at most; otherwise a share of them runs with all tests. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? scaled(4_000, 1_000));
const WITHIN_MS = Number(process.env['FUZZ_MINUTES'] ?? 100) * 60_000;
/** With all tests what went well yesterday goes well today; what nobody has tried is tried by `npm run fuzz`. */
const SEEDS = [Number(process.env['SEED'] ?? 20_261_129)];
/** A shorter run does not get to every operation, and ends before memory has come to rest. */
const LONG = 100_000;
/** They want a state that is there for a moment, or that only an accident brings about; or they do not end. */
const NOT_BY_CHANCE: ReadonlySet<string> = new Set([
  'GET /v1/tail',
  'POST /v1/mapping-collections/{id}/resync/cancel',
  'POST /v1/connections/{id}/initialize/{type}/{decision}',
  'DELETE /v1/connections/{id}/subscriptions/{subscriptionId}',
  'POST /v1/transfers/{id}/decide',
  'POST /v1/imports/{id}/pause',
  'POST /v1/imports/{id}/resume',
  'POST /v1/endpoints/{id}/verify',
  'POST /v1/handlers/{id}/verify',
]);
/** In processor time: no turn may keep others waiting for so long. */
const LONGEST_HOLD_MS = 500;

describe(`requests that somebody made up (SEED=${SEEDS.join(' and ')})`, () => {
  let run: Fuzzed;

  beforeAll(async () => {
    run = await fuzzed({
      requests: REQUESTS,
      seeds: SEEDS,
      withinMs: WITHIN_MS,
      looks: REQUESTS >= LONG ? 60 : 3,
    });
    const { FUZZ_RESULT } = process.env;
    if (FUZZ_RESULT) writeFileSync(FUZZ_RESULT, JSON.stringify(run));
    process.stdout.write(`fuzz: ${run.requests} requests in ${run.seconds} s, SEED=${SEEDS.join(' and ')}\n`);
  }, 7_200_000);

  it('are answered as the host promises, and leave no error in its log', () => {
    expect(run.findings.join('\n\n')).toBe('');
  });

  it('reach every operation, in a long run', () => {
    const never = Object.entries(run.operations)
      .filter(([name, counts]) => name.includes('/v1/') && !counts['2xx'] && !NOT_BY_CHANCE.has(name))
      .map(([name]) => name);

    if (run.requests >= LONG) expect(never).toEqual([]);
    expect(Object.keys(run.operations).length).toBeGreaterThan(100);
  });

  it('never hold the event loop', () => {
    const holds = run.vitals.map(({ longestHoldMs }) => longestHoldMs);

    expect(Math.max(...holds)).toBeLessThan(LONGEST_HOLD_MS);
  });

  it('leave memory where it is, in a long run, and the host able to stop', () => {
    const live = run.vitals.map(({ heapUsed, external }) => heapUsed + external);
    const figures = flatness(live, (middle) => Math.max(8 * MiB, middle * 0.1));

    expect(run.exitCode).toBe(0);
    if (run.requests >= LONG) expect(figures).toMatchObject({ isFlat: true });
  });
});
