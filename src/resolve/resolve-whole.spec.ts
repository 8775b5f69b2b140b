import { gzipSync } from 'node:zlib';

import type { AnyConnector, WebhookDefinition } from '@hookyard/sdk';

import { type TestDirectory, aDirectory } from '../../test/kit/a-directory.js';
import { type HookSpec, aHook } from '../../test/kit/a-hook.js';
import { resolved } from '../../test/kit/resolved.js';
import type { Clock } from '../clock/index.js';
import { endWorkers } from '../expressions/index.js';
import { isPromise } from './reading.js';
import { createResolver } from './resolver.js';
import type { ResolvedSlice } from './slicing.js';

afterAll(() => endWorkers());

/** No turn of the loop is ever spent: what waits here waits for something else. */
const STILL: Clock = { now: () => 1_700_000_000_000, monotonic: () => 0 };

function theDirectory(
  webhook: Partial<WebhookDefinition> = {},
  form: 'code' | 'data' = 'data',
): TestDirectory {
  const connector: AnyConnector = {
    name: 'acme',
    version: '1.0.0',
    scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', '', { source: 'payload', version: 'rev' }] },
    webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'topic', externalId: 'id', ...webhook },
  };
  return aDirectory({ connections: [{ connector, form }] });
}

function whole(
  directory: TestDirectory,
  hook: HookSpec,
): ResolvedSlice | null | Promise<ResolvedSlice | null> {
  return createResolver({ directory, clock: STILL }).resolveWhole(aHook(hook));
}

const order = (id: number, rev = id): object => ({ topic: 'order/updated', id, rev });
const fifty = Array.from({ length: 50 }, (_, id) => order(id % 7, 50 - id));

describe('a hook that is one slice', () => {
  it.each<[string, Partial<WebhookDefinition>, HookSpec]>([
    ['one record', {}, { body: order(1) }],
    ['a list of records', { multiple: '$' }, { body: fifty }],
    ['records by a selector', { multiple: 'all[0]' }, { body: { all: fifty } }],
    ['no records', { multiple: 'orders' }, { body: {} }],
    ['a body nobody can read', {}, { body: '{"a":', headers: { 'content-type': 'application/json' } }],
    ['an address nobody knows any more', {}, { owner: 99, body: order(1) }],
  ])('is resolved at once: %s', async (_, webhook, hook) => {
    const directory = theDirectory(webhook);

    const slice = whole(directory, hook);

    const { slices } = await resolved(directory, aHook(hook));
    expect(isPromise(slice)).toBe(false);
    expect(slices).toEqual([withTimesOf(slices[0], slice as ResolvedSlice)]);
  });

  it.each<[string, Partial<WebhookDefinition>, HookSpec]>([
    [
      'its body is compressed',
      {},
      { body: gzipSync(JSON.stringify(order(1))), headers: { 'content-encoding': 'gzip' } },
    ],
    ['an expression needs a worker', { externalId: '$replace($string(id), /^0+/, "")' }, { body: order(1) }],
    [
      'its body is XML',
      {},
      { body: '<topic>order/updated</topic>', headers: { 'content-type': 'text/xml' } },
    ],
  ])('is waited for where %s', async (_, webhook, hook) => {
    const directory = theDirectory(webhook);

    const slice = whole(directory, hook);

    const { slices } = await resolved(directory, aHook(hook));
    expect(isPromise(slice)).toBe(true);
    expect(slices).toEqual([withTimesOf(slices[0], (await slice) as ResolvedSlice)]);
  });
});

describe('a hook that may be several slices', () => {
  const many = Array.from({ length: 65 }, (_, id) => order(id));

  it.each<[string, HookSpec]>([
    ['it holds more elements than a slice', { body: many }],
    ['an earlier slice of it is stored', { body: fifty, cursor: 5, plan: '{}' }],
    ['its body is large', { body: JSON.stringify([order(1)]).padEnd(300_000) }],
  ])('is left to be resolved slice by slice: %s', async (_, hook) => {
    expect(await whole(theDirectory({ multiple: '$' }), hook)).toBeNull();
  });
});

/** Verdicts name the time they were made at, and the two clocks differ. */
function withTimesOf(other: ResolvedSlice | undefined, slice: ResolvedSlice): ResolvedSlice {
  const verdicts = slice.verdicts.map((verdict, index) => {
    const at = other?.verdicts[index]?.ruling.at ?? 0;
    return { ...verdict, ruling: { ...verdict.ruling, at } };
  });
  return { ...slice, verdicts };
}
