import assert from 'node:assert/strict';

import type { AnyConnector } from '../connector.js';
import { checkConnector } from '../check/check-connector.js';
import type { SignedRequest } from '../verify/request.js';
import type { LiveSecrets, VerifyScheme } from '../verify/scheme.js';
import { compileVerifier, type Verifier } from '../verify/verifier.js';
import { evaluatePath, type Evaluate } from './evaluate.js';
import type { Fixture } from './fixture.js';
import { requestOf } from './put.js';
import { FixtureResolver } from './resolve-fixture.js';
import { sign } from './sign.js';

/** One claim about a connector, for any test runner: `for (const { name, run } of checks) it(name, run)`. */
export interface ConformanceCheck {
  /** The claim, for the test's name. */
  readonly name: string;
  /** Rejects with an AssertionError when the claim does not hold. */
  readonly run: () => Promise<void>;
}

/** What the suite works with. */
export interface ConformanceOptions {
  /** At least one; each is tried alone. */
  readonly fixtures: readonly Fixture[];
  /** For expressions that are more than a path. */
  readonly evaluate?: Evaluate;
}

/**
 * The claims every connector must keep: it loads, its signed fixtures verify, broken ones do not, each fixture resolves
 * to what it expects and to the same twice, and its ids have one form.
 */
export function conformance(
  connector: AnyConnector,
  { fixtures, evaluate = evaluatePath }: ConformanceOptions,
): readonly ConformanceCheck[] {
  const loads = check('loads without a problem', () => assert.deepEqual(checkConnector(connector), []));
  if (checkConnector(connector).length > 0) return [loads];
  const verifier = compileVerifier(connector.webhook.verify);
  return [
    loads,
    check('has fixtures', () => assert.ok(fixtures.length > 0, 'hand in at least one fixture')),
    ...fixtures.flatMap((fixture) => fixtureChecks(new FixtureTrial(connector, fixture, verifier, evaluate))),
    ...idChecks(connector, fixtures),
  ];
}

function fixtureChecks(trial: FixtureTrial): readonly ConformanceCheck[] {
  const { name } = trial.fixture;
  const checks = [check(`${name}: settings are accepted`, () => void trial.settings())];
  if (!trial.isUnsigned) {
    checks.push(
      check(`${name}: its signature verifies`, () => trial.verifies()),
      check(`${name}: another secret does not`, () => trial.refusesOtherSecret()),
    );
    if (trial.isSignedHere)
      checks.push(check(`${name}: nor does it unsigned`, () => trial.refusesUnsigned()));
    if (trial.coversBody)
      checks.push(check(`${name}: nor with a changed body`, () => trial.refusesChangedBody()));
  }
  if (trial.fixture.expect)
    checks.push(check(`${name}: resolves as expected, twice`, () => trial.resolves()));
  return checks;
}

/** One fixture with what is needed to try it. */
class FixtureTrial {
  readonly isUnsigned: boolean;
  readonly isSignedHere: boolean;
  readonly coversBody: boolean;
  readonly #at: number;

  constructor(
    readonly connector: AnyConnector,
    readonly fixture: Fixture,
    readonly verifier: Verifier,
    readonly evaluate: Evaluate,
  ) {
    const { kind } = connector.webhook.verify;
    this.isUnsigned = kind === 'unsigned';
    this.isSignedHere = fixture.secret !== undefined;
    this.coversBody = coversBody(connector.webhook.verify) && !verifier.isPerElement;
    this.#at = fixture.at ?? Date.now();
  }

  settings(): Readonly<Record<string, unknown>> {
    const { presets } = this.connector;
    return presets === undefined ? {} : presets.parse(this.fixture.settings ?? {});
  }

  async verifies(): Promise<void> {
    const request = this.#signed();
    const result = this.verifier.verify(request, this.#secrets(), this.#at);
    assert.ok(result.ok, `refused: ${result.ok ? '' : result.reason}`);
    for (const element of await this.#elements(request)) {
      const judged = this.verifier.verifyElement(element, this.#secrets(), this.#at);
      assert.ok(judged.ok, `element refused: ${judged.ok ? '' : judged.reason}`);
    }
  }

  async refusesOtherSecret(): Promise<void> {
    const others = Object.keys(this.#secrets()).map((name) => [
      name,
      [{ id: 'other', value: 'c29tZSBvdGhlciBzZWNyZXQ=' }],
    ]);
    await this.#refuses(this.#signed(), Object.fromEntries(others) as LiveSecrets);
  }

  async refusesUnsigned(): Promise<void> {
    await this.#refuses(requestOf(this.fixture.request), this.#secrets());
  }

  async refusesChangedBody(): Promise<void> {
    const request = this.#signed();
    await this.#refuses(
      { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) },
      this.#secrets(),
    );
  }

  async resolves(): Promise<void> {
    const resolver = this.#resolver();
    const request = this.#signed();
    const once = await resolver.resolve(request, this.fixture);
    assert.deepEqual(once, this.fixture.expect);
    assert.deepEqual(await resolver.resolve(request, this.fixture), once);
    for (const { scope } of once) {
      assert.ok(Object.hasOwn(this.connector.scopes, scope), `'${scope}' is none of the connector's scopes`);
    }
  }

  async #refuses(request: SignedRequest, secrets: LiveSecrets): Promise<void> {
    const result = this.verifier.verify(request, secrets, this.#at);
    if (!result.ok) return;
    const elements = this.verifier.isPerElement ? await this.#elements(request) : [];
    const areRefused =
      elements.length > 0 &&
      elements.every((element) => !this.verifier.verifyElement(element, secrets, this.#at).ok);
    assert.ok(areRefused, `was accepted as ${result.scheme}`);
  }

  async #elements(request: SignedRequest): Promise<readonly unknown[]> {
    if (!this.verifier.isPerElement) return [];
    return (await this.#resolver().elementsOf(request, this.fixture)).map(({ element }) => element);
  }

  #resolver(): FixtureResolver {
    return new FixtureResolver(this.connector, this.evaluate, this.settings());
  }

  #signed(): SignedRequest {
    const { request, secret } = this.fixture;
    return secret === undefined
      ? requestOf(request)
      : sign(this.connector.webhook.verify, request, secret, { at: this.#at });
  }

  #secrets(): LiveSecrets {
    const { secret, verifyWith } = this.fixture;
    const named = verifyWith ?? (typeof secret === 'string' ? { webhook: secret } : (secret ?? {}));
    return Object.fromEntries(Object.entries(named).map(([id, value]) => [id, [{ id, value }]]));
  }
}

const SIGNATURES: ReadonlySet<string> = new Set([
  'hmac',
  'hash',
  'ed25519',
  'ecdsa',
  'rsa',
  'standardWebhooks',
]);

/** Whether nothing is believed whose body is another: one of several schemes is enough where all must hold. */
function coversBody(scheme: VerifyScheme): boolean {
  if (!('of' in scheme)) return SIGNATURES.has(scheme.kind);
  return scheme.kind === 'any' ? scheme.of.every(coversBody) : scheme.of.some(coversBody);
}

function idChecks(connector: AnyConnector, fixtures: readonly Fixture[]): readonly ConformanceCheck[] {
  const ids = fixtures.flatMap(({ expect = [] }) => expect.map(({ externalId }) => externalId));
  return Object.entries(connector.records ?? {}).flatMap(([type, handlers]) =>
    handlers?.id
      ? [
          check(`${type}: an id has one form`, () => {
            for (const id of ids) {
              const form: string = handlers.id?.normalize(id) ?? '';
              assert.equal(handlers.id?.normalize(form), form);
            }
          }),
        ]
      : [],
  );
}

function check(name: string, run: () => void | Promise<void>): ConformanceCheck {
  return { name, run: async () => run() };
}
