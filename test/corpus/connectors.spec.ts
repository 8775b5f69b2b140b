import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { answerHandshake, compileVerifier, type AnyConnector } from '@hookyard/sdk';
import { readFixtures } from '@hookyard/sdk/testing';

import { endWorkers } from '../../src/expressions/index.js';
import { aDirectory } from '../kit/a-directory.js';
import { aHook } from '../kit/a-hook.js';
import { resolved } from '../kit/resolved.js';
import { corpusBodies } from './corpus.js';
import { corpusVectors, requestOf, receiptOf, secretsOf, type Vector } from './vectors.js';

const CONNECTORS = resolve(import.meta.dirname, '../../connectors');

/** Scopes of bodies that a connector does not take: what is not said here, it has to know. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  quickbooks: ['class.created', 'vendor.updated'],
  salesforce: ['Lead1', 'Lead2', 'Lead3'],
  shopify: [
    'app/uninstalled',
    'bulk_operations/finish',
    'fulfillments/create',
    'inventory_levels/update',
    'metaobjects/update',
    'order_transactions/create',
    'orders/edited',
    'orders/risk_assessment_changed',
    'refunds/create',
    'shop/update',
    'subscription_billing_attempts/failure',
  ],
};

/** Challenges that are answered by a keyed hash: their vectors hold the answers. */
const CHALLENGES = ['endpoint.url_validation'];
/** Connectors that take only the newest version of a signature, of which the corpus has none. */
const OTHER_VERSIONS = ['hubspot'];
/** Hooks of a sender that are signed in another way, or not at all: its connector takes those of one way. */
const OTHER_HOOKS = /^(?:adyen (?:balance|accountHolder)|zendesk push-notification)/;

const bodies = (corpusBodies() ?? []).filter(
  ({ provider, event }) =>
    hasConnector(provider) && !CHALLENGES.includes(event) && !OTHER_HOOKS.test(`${provider} ${event}`),
);
const vectors = (corpusVectors() ?? []).filter(
  ({ provider, name, signedContent }) =>
    hasConnector(provider) &&
    !OTHER_VERSIONS.includes(provider) &&
    !OTHER_HOOKS.test(`${provider} ${name}`) &&
    !signedContent.startsWith('reply '),
);
// One clear line where the corpus is not beside the repository.
const inCorpus = bodies.length > 0 ? describe : describe.skip;

afterAll(() => endWorkers());

inCorpus('every body of the corpus whose sender has a connector in code, by that connector', () => {
  it.each(bodies.map((body) => [`${body.provider} ${body.event}`, body] as const))(
    '%s is known by its scope, and by the id of each of its records',
    async (_, body) => {
      const connector = await connectorOf(body.provider);
      const { webhook, scopes } = connector;
      const request = { method: 'POST', url: 'https://hooks.example/hooks/k', query: '', path: '', ...body };
      if (answerHandshake(webhook.handshakes ?? [], request, {}, { isVerified: true })) return;

      const mode = /"live(?:mode)?":\s*"?false/.test(body.body.toString()) ? 'sandbox' : 'live';
      const directory = aDirectory({
        connections: [{ connector, mode, settings: settingsOf(body.provider) }],
      });
      const { drafts, verdicts } = await resolved(directory, aHook(body));

      const untold = UNTOLD[body.provider] ?? [];
      const told = drafts.filter(({ scope }) => !untold.includes(scope));
      expect(verdicts.map(({ ruling }) => ruling)).toEqual([]);
      expect(drafts).toHaveLength(body.records);
      expect(told.filter(({ scope, recordId }) => !(scope in scopes) || recordId === '')).toEqual([]);
    },
  );

  it.each(vectors.map((vector) => [`${vector.provider}: ${vector.name}`, vector] as const))(
    'its signature: %s',
    async (_, vector) => {
      const { verify, multiple } = (await connectorOf(vector.provider)).webhook;
      const verifier = compileVerifier(verify);
      const [secrets, at] = [secretsOf(vector), receiptOf(vector)];

      const whole = verifier.verify(requestOf(vector), secrets, at);
      const elements = verifier.isPerElement ? elementsOf(vector, multiple ?? '') : [];
      const results = [whole, ...elements.map((element) => verifier.verifyElement(element, secrets, at))];

      expect(elements.length > 0).toBe(verifier.isPerElement);
      expect(results.every(({ ok }) => ok)).toBe(vector.valid);
    },
  );
});

function hasConnector(provider: string): boolean {
  return existsSync(join(CONNECTORS, provider, 'src/index.ts'));
}

async function connectorOf(provider: string): Promise<AnyConnector> {
  const module = (await import(`../../connectors/${provider}/src/index.js`)) as {
    readonly connector: AnyConnector;
  };
  return module.connector;
}

function elementsOf({ body }: Vector, list: string): readonly unknown[] {
  return (JSON.parse(body) as Readonly<Record<string, readonly unknown[]>>)[list] ?? [];
}

/** Those of its own fixtures are as good as any. */
function settingsOf(provider: string): Readonly<Record<string, unknown>> {
  const folder = pathToFileURL(join(CONNECTORS, provider, 'fixtures/'));
  return readFixtures(folder).find(({ settings }) => settings !== undefined)?.settings ?? {};
}
