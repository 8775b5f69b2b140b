import { defineConnector, hmac, type AnyConnector } from '@hookyard/sdk';
import { z } from 'zod';

import { changesBetween, demandOfAll, factsOf, isEnough } from './facts.js';

const presets = { url: z.url().default('https://acme.example') };
const acme = defineConnector({
  name: 'acme',
  version: '1.2.3',
  presets: z.object(presets),
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order'] },
  webhook: { verify: hmac({ header: 'x' }), scope: 'topic', externalId: 'id' },
  records: { TRANSACTION: { get: async () => null } },
});

const demanded = (changed: Partial<AnyConnector>) =>
  demandOfAll(changesBetween(factsOf(acme), factsOf({ ...acme, ...changed })));

it.each<[string, Partial<AnyConnector>, string | undefined]>([
  ['nothing', {}, undefined],
  ['another description', { description: 'Acme' }, 'patch'],
  [
    'a further scope',
    { scopes: { ...acme.scopes, 'order/created': ['TRANSACTION', 'CREATED', 'O'] } },
    'minor',
  ],
  ['a scope of another action', { scopes: { 'order/updated': ['TRANSACTION', 'DELETED', 'O'] } }, 'major'],
  ['a function that is gone', { records: {} }, 'major'],
  ['an optional preset', { presets: z.object({ ...presets, size: z.number().default(1) }) }, 'minor'],
  ['a required preset', { presets: z.object({ ...presets, size: z.number() }) }, 'major'],
  ['another signature', { webhook: { ...acme.webhook, verify: hmac({ header: 'y' }) } }, 'major'],
])('%s', (_, changed, demand) => {
  expect(demanded(changed)).toBe(demand);
});

it.each([
  ['1.2.3', '1.2.4', [false, false, true]],
  ['1.2.3', '1.3.0', [false, true, true]],
  ['1.2.3', '2.0.0', [true, true, true]],
  ['0.2.3', '0.3.0', [true, true, true]],
  ['1.2.3', '1.2.3', [false, false, false]],
] as const)('from %s to %s is enough for major, minor, patch: %j', (was, is, enough) => {
  expect((['major', 'minor', 'patch'] as const).map((demand) => isEnough(was, is, demand))).toEqual(enough);
});
