import assert from 'node:assert/strict';

import type { z } from 'zod';

import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial } from './connector-trial.js';

/** What holds of a connector before any request. */
export function definitionChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  const { connector, fixtures, calls } = trial;
  const { presets } = connector;
  return [
    claim('has fixtures', 'Put at least one real request into fixtures/*.fixture.json.', () =>
      assert.ok(fixtures.length > 0, 'there are none'),
    ),
    ...Object.entries<z.ZodType>(presets?.shape ?? {}).map(([name, preset]) =>
      claim(
        `preset ${name}: its default is one of its values`,
        'Give a default that the preset accepts: a connection without a value of its own would be refused.',
        () => acceptsItsDefault(preset),
      ),
    ),
    ...(trial.hasSettings ? [baseUrlClaim(trial)] : []),
    ...calls.map((call) =>
      claim(
        `${call.name}.calls: records calls of a type the connector has`,
        'Name one of the types under records.',
        () => assert.ok(Object.hasOwn(connector.records ?? {}, call.type), `${call.type} has no functions`),
      ),
    ),
  ];
}

function acceptsItsDefault(preset: z.ZodType): void {
  const { def } = preset as { readonly def?: { readonly type?: string; readonly innerType?: z.ZodType } };
  const isPlain =
    def?.type === 'default' &&
    (def.innerType as { def?: { type?: string } } | undefined)?.def?.type !== 'pipe';
  if (!isPlain) return;
  const parsed = preset.safeParse(undefined);
  const again = parsed.success ? preset.safeParse(parsed.data) : parsed;
  assert.ok(again.success, again.error?.issues.map(({ message }) => message).join('; '));
}

function baseUrlClaim(trial: ConnectorTrial): ConformanceCheck {
  return claim(
    'baseUrl is an address of http',
    'Make baseUrl an absolute https:// address for every valid setting.',
    () => {
      const { baseUrl } = trial.connector;
      if (baseUrl === undefined) return;
      const { settings } = trial.context(() => undefined);
      const address = typeof baseUrl === 'function' ? baseUrl(settings) : baseUrl;
      assert.match(address, /^https?:\/\//);
      assert.ok(URL.canParse(address), `'${address}' is no address`);
    },
  );
}
