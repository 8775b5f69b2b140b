import assert from 'node:assert/strict';

import type { ListPage, RecordHandlers } from '../../connector.js';
import { failureOf } from '../../failures.js';
import type { JsonObject } from '../../vocabulary.js';
import type { WriteOutcome } from '../../writes.js';
import type { FakeContext } from '../fake-context.js';
import { claim, type ConformanceCheck } from './check.js';
import { WRITE_KEY, type ConnectorTrial, type Responder, type TypeTrial } from './connector-trial.js';
import { outcomeOf } from './answer-checks.js';
import { operationsOf } from './operations.js';

/** More pages than any recording has. */
const MOST_PAGES = 100;

/** What the functions of a type promise, with recorded answers where there are some. */
export function recordChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  return trial.types.flatMap((one) => {
    const attempt = new TypeAttempt(trial, one);
    return [
      ...missingChecks(attempt),
      ...keyChecks(attempt),
      ...(one.recorded ? recordedChecks(attempt) : []),
    ];
  });
}

/** One type with contexts made for it. */
class TypeAttempt {
  readonly name: string;
  readonly handlers: RecordHandlers;

  constructor(
    readonly trial: ConnectorTrial,
    readonly one: TypeTrial,
  ) {
    this.name = one.name;
    this.handlers = one.handlers;
  }

  /** Answers every call with 404. */
  gone(): FakeContext {
    return this.#context(() => ({ status: 404 }));
  }

  recorded(): FakeContext {
    return this.#context(this.trial.answersOf(this.one));
  }

  normalize(id: string): string {
    return this.handlers.id?.normalize(id) ?? id.trim();
  }

  #context(respond: Responder): FakeContext {
    const { recorded } = this.one;
    return this.trial.context(respond, { recorded });
  }
}

function missingChecks(attempt: TypeAttempt): readonly ConformanceCheck[] {
  const { name, handlers, one } = attempt;
  const { id, absent, update } = one;
  return [
    ...unless(!handlers.get, () =>
      claim(
        `${name}.get: a record that is not there is null`,
        'Catch NotFound and return null; let other failures pass.',
        async () => {
          // Where nothing is recorded, 404 may be what the system never answers: what it finds by a filter is an empty list.
          const ctx = one.recorded ? attempt.recorded() : attempt.gone();
          const found = await valueOr(() => handlers.get?.(absent, ctx));
          const isAbsent =
            found === null || (found === 'NotFound' && !one.recorded) || ctx.calls.length === 0;
          assert.ok(isAbsent, `it gave ${JSON.stringify(found)}`);
        },
      ),
    ),
    ...unless(!handlers.getMany, () =>
      claim(
        `${name}.getMany: a record that is not there is null, in its place`,
        'Answer one item for each id, in their order, null where a record is not there.',
        async () => {
          const found = await valueOr(() => handlers.getMany?.([absent, id], attempt.gone()));
          assert.notEqual(found, 'NotFound');
          if (Array.isArray(found)) assert.equal(found.length, 2);
        },
      ),
    ),
    ...unless(!handlers.update, () =>
      claim(
        `${name}.update: of a record that is not there is NotFound`,
        'Let NotFound pass: the collection’s onMissing says what happens then.',
        async () => {
          const change = { changed: Object.keys(update), before: undefined };
          const ctx = attempt.gone();
          const came = await valueOr(() => handlers.update?.(absent, update, change, ctx));
          if (ctx.calls.length > 0)
            assert.ok(came === 'NotFound' || came === 'other failure', 'it succeeded');
        },
      ),
    ),
    ...unless(!handlers.delete, () =>
      claim(
        `${name}.delete: of a record that is not there is done`,
        'Return, or let NotFound pass: what should be gone is gone.',
        async () => {
          const ctx = attempt.gone();
          const came = await valueOr(() => handlers.delete?.(absent, ctx));
          if (ctx.calls.length > 0) assert.notEqual(came, 'other failure');
        },
      ),
    ),
  ];
}

function keyChecks(attempt: TypeAttempt): readonly ConformanceCheck[] {
  const { handlers, name, one } = attempt;
  if (handlers.honoursKey !== true || !handlers.create) return [];
  return [
    claim(
      `${name}.create: a repetition is the same call, under the same key`,
      'Send ctx.request.writeKey as the system’s idempotency key, and nothing that differs from try to try; or leave ' +
        'honoursKey out.',
      async () => {
        const tries = [attempt.recorded(), attempt.recorded()];
        for (const ctx of tries) await valueOr(() => handlers.create?.(one.create, ctx));
        const [first, second] = tries.map(({ calls }) => calls);
        // What refuses the record before it calls needs a recording to be tried.
        if (first?.length === 0) return;
        assert.deepEqual(second, first);
        assert.ok(JSON.stringify(first).includes(WRITE_KEY), 'no call carries the key');
      },
    ),
  ];
}

function recordedChecks(attempt: TypeAttempt): readonly ConformanceCheck[] {
  const { name, handlers, one } = attempt;
  const works = operationsOf(one)
    .filter(({ verb }) => isRecorded(verb, one))
    .map((operation) =>
      claim(
        `${operation.name}: does its work`,
        `Correct the function, or the answers in ${one.recorded?.name}.calls.json.`,
        async () => {
          const ctx = attempt.recorded();
          const outcome = await outcomeOf(operation, ctx);
          if ('thrown' in outcome) throw outcome.thrown;
          answerIsWhole(operation.verb, outcome.value);
        },
      ),
    );
  return [
    ...works,
    ...unless(!handlers.get, () =>
      claim(
        `${name}.get: gives the record as its schema and version say`,
        'Correct get, schema or version, or the record that the recording expects.',
        () => readsRecord(attempt),
      ),
    ),
    ...unless(!handlers.list, () =>
      claim(
        `${name}.list: its pages end, and are the same twice`,
        'Give done: true with the last page, a new cursor with every other, and an id for each record.',
        () => listEnds(attempt),
      ),
    ),
  ];
}

/** Reads are always recorded; of the rest, what there are arguments for. */
function isRecorded(verb: string, { recorded }: TypeTrial): boolean {
  if (!recorded || verb === 'merge') return false;
  const { create, update = create, keys, answers } = recorded;
  const hasWrites = answers.some(({ method = 'GET' }) => method !== 'GET');
  const needs: Readonly<Record<string, boolean>> = {
    create: create !== undefined && hasWrites,
    update: update !== undefined && hasWrites,
    writeMany: update !== undefined && hasWrites,
    lookup: keys !== undefined,
    delete: hasWrites,
  };
  return needs[verb] ?? true;
}

/** What the host takes an answer apart by. */
function answerIsWhole(verb: string, value: unknown): void {
  if (verb === 'create') {
    const { id } = value as { readonly id?: unknown };
    assert.ok(
      typeof id === 'string' && id !== '',
      `the id it answers is ${JSON.stringify(id)}: it must be text`,
    );
  }
  if (verb === 'lookup') {
    const ids = value as readonly unknown[];
    assert.ok(ids.length > 0, 'it found nothing');
    assert.ok(
      ids.every((id) => typeof id === 'string'),
      'ids must be text',
    );
  }
  if (verb === 'writeMany') {
    for (const { index } of value as readonly WriteOutcome[])
      assert.ok(index >= 0 && index < 3, `no item ${index}`);
  }
}

async function readsRecord({ handlers, one, trial, ...attempt }: TypeAttempt): Promise<void> {
  const again = new TypeAttempt(trial, one);
  const record = await handlers.get?.(one.id, again.recorded());
  assert.ok(record, `there is no ${attempt.name} ${one.id}`);
  if (one.recorded?.record) assert.deepEqual(record, one.recorded.record);
  const checked = handlers.schema?.safeParse(record);
  if (checked) assert.ok(checked.success, checked.error?.message);
  if (handlers.version !== undefined) {
    const version = await trial.evaluate(handlers.version, record, {});
    assert.ok(
      version !== undefined && version !== null && version !== '',
      `version '${handlers.version}' is nothing`,
    );
  }
}

async function listEnds(attempt: TypeAttempt): Promise<void> {
  const once = await idsOf(attempt);
  assert.deepEqual(await idsOf(attempt), once, 'the second walk found others');
  assert.equal(new Set(once).size, once.length, 'a record is on two pages');
}

async function idsOf(attempt: TypeAttempt): Promise<readonly string[]> {
  const { handlers } = attempt;
  const ctx = attempt.recorded();
  const found: string[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const at = cursor === undefined ? {} : { cursor };
    const page = await handlers.list?.({ limit: 100, ...at }, ctx);
    assert.ok(page);
    found.push(...pageIds(page).map((id) => attempt.normalize(id)));
    if (page.done) return found;
    assert.ok(
      page.cursor !== undefined,
      'a page that is not the last has no cursor: the walk begins anew for ever',
    );
    assert.ok(!cursors.has(page.cursor), `the cursor ${page.cursor} comes twice`);
    cursors.add(page.cursor);
    ({ cursor } = page);
  }
  throw new assert.AssertionError({ message: `there is no end after ${MOST_PAGES} pages` });
}

function pageIds({ ids, items = [] }: ListPage<JsonObject>): readonly string[] {
  if (ids) return ids;
  return items.map(({ id }) => {
    assert.ok(typeof id === 'string' || typeof id === 'number', 'a record has no id: give ids beside items');
    return String(id);
  });
}

/** A value, or how it failed; what is none of the closed set is thrown on. */
async function valueOr(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return failure.failure === 'NotFound' ? 'NotFound' : 'other failure';
  }
}

function unless(isSkipped: boolean, make: () => ConformanceCheck): readonly ConformanceCheck[] {
  return isSkipped ? [] : [make()];
}
