import assert from 'node:assert/strict';

import { failureOf } from '../../failures.js';
import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial, TypeTrial } from './connector-trial.js';

/** Ids as systems write them: numbers, text, with zeros and signs in front, and ones no address holds as they are. */
const FORMS = ['7', '00042', 'AbC-12', 'a/b', 'c?d=e#f', 'ü&x', 'gid://system/Record/9'];
/** Beyond 2^53. */
const LONG = '9007199254740995123';
const ODD = 'a/b?c=d#e';

/** How each type's ids are written, and how they are put into addresses. */
export function idChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  const expected = trial.fixtures.flatMap(({ expect = [] }) => expect.map(({ externalId }) => externalId));
  const byType = new Map(trial.types.map((one) => [one.type, one]));
  return [...byType.values()].flatMap((one) => [
    ...normalizeChecks(one, expected),
    ...(trial.hasSettings ? addressChecks(trial, one) : []),
  ]);
}

function normalizeChecks({ type, handlers, id }: TypeTrial, expected: readonly string[]): ConformanceCheck[] {
  if (!handlers.id) return [];
  const normalize = (raw: string): string => handlers.id?.normalize(raw) ?? raw;
  return [
    claim(
      `${type}: an id has one form`,
      'Make id.normalize give its own result back unchanged, and never nothing: lanes and links go by it.',
      () => {
        for (const raw of [...expected, ...FORMS, LONG]) {
          const form = normalize(raw);
          assert.equal(typeof form, 'string');
          assert.notEqual(form, '', `'${raw}' became nothing`);
          assert.equal(normalize(form), form);
        }
      },
    ),
    claim(
      `${type}: an id with space around it is the same`,
      'Trim in id.normalize: hooks, exports and people add space.',
      () => assert.equal(normalize(` ${id}\n`), normalize(id)),
    ),
    claim(
      `${type}: an id beyond 2^53 keeps its digits`,
      'Never make a Number of an id: it is text, and digits beyond 16 are lost.',
      () => {
        if (normalize('123') === '123') assert.equal(normalize(LONG), LONG);
      },
    ),
  ];
}

function addressChecks(trial: ConnectorTrial, one: TypeTrial): readonly ConformanceCheck[] {
  const verbs = (['get', 'update', 'delete'] as const).filter((verb) => one.handlers[verb]);
  if (verbs.length === 0) return [];
  return [
    claim(
      `${one.type}: an id stays one part of an address`,
      'Write encodeURIComponent(id) wherever an id goes into a path.',
      async () => {
        for (const verb of verbs) {
          const plain = await firstAddress(trial, one, { verb, id: one.id });
          const odd = await firstAddress(trial, one, { verb, id: ODD });
          if (plain && odd) assert.deepEqual(shapeOf(odd), shapeOf(plain), `${verb} calls ${odd.href}`);
        }
      },
    ),
  ];
}

async function firstAddress(
  trial: ConnectorTrial,
  { handlers, update, recorded }: TypeTrial,
  { verb, id }: { readonly verb: 'get' | 'update' | 'delete'; readonly id: string },
): Promise<URL | undefined> {
  const ctx = trial.context(() => ({ status: 404 }), { recorded });
  try {
    if (verb === 'update') await handlers.update?.(id, update, { changed: [], before: undefined }, ctx);
    else await handlers[verb]?.(id, ctx);
  } catch (error) {
    if (!failureOf(error)) throw error;
  }
  const [call] = ctx.calls;
  return call && new URL(call.url);
}

/** What an id must not change. */
function shapeOf(url: URL): unknown {
  return { parts: url.pathname.split('/').length, hash: url.hash, query: [...url.searchParams.keys()] };
}
