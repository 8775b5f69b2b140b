import assert from 'node:assert/strict';

import type { AnyConnector } from '../../connector.js';
import { provingSecrets, secretsUsed } from '../../verify/facts.js';
import type { SignedRequest, VerifyResult } from '../../verify/request.js';
import type { LiveSecret, LiveSecrets } from '../../verify/scheme.js';
import type { Verifier } from '../../verify/verifier.js';
import type { Evaluate } from '../evaluate.js';
import type { Fixture } from '../fixture.js';
import { requestOf } from '../put.js';
import { FixtureResolver } from '../resolve-fixture.js';
import { documentsFor, type SenderDocuments } from '../sender-documents.js';
import { sign } from '../sign.js';

/** Base64, so that it is a key under every way to write one. */
const OTHER = 'c29tZSBvdGhlciBzZWNyZXQ=';

/** One fixture with what is needed to try it. */
export class HookTrial {
  readonly isUnsigned: boolean;
  /** False: it carries the signature it came with. */
  readonly isSignedHere: boolean;
  readonly at: number;

  constructor(
    readonly connector: AnyConnector,
    readonly fixture: Fixture,
    readonly verifier: Verifier,
    readonly evaluate: Evaluate,
  ) {
    this.isUnsigned = connector.webhook.verify.kind === 'unsigned';
    this.isSignedHere = fixture.secret !== undefined;
    this.at = fixture.at ?? Date.now();
  }

  settings(): Readonly<Record<string, unknown>> {
    const { presets } = this.connector;
    return presets === undefined ? {} : presets.parse(this.fixture.settings ?? {});
  }

  resolver(): FixtureResolver {
    return new FixtureResolver(this.connector, this.evaluate, this.settings());
  }

  /** As its sender would have it. */
  signed(): SignedRequest {
    const { request, secret } = this.fixture;
    return secret === undefined
      ? requestOf(request)
      : sign(this.connector.webhook.verify, request, secret, { at: this.at });
  }

  secrets(): LiveSecrets {
    const { secret, verifyWith } = this.fixture;
    const named = verifyWith ?? (typeof secret === 'string' ? this.#byName(secret) : (secret ?? {}));
    return Object.fromEntries(Object.entries(named).map(([id, value]) => [id, [{ id, value }]]));
  }

  /** The right names with values that are not theirs. */
  otherSecrets(): LiveSecrets {
    return this.#withValues(() => [{ id: 'other', value: OTHER }]);
  }

  /** The secrets that prove something, or are part of what is signed, beside newer ones: as while they are rotated. */
  rotatedSecrets(): LiveSecrets {
    const proving = new Set(provingSecrets(this.connector.webhook.verify));
    return this.#withValues((live, name) =>
      proving.has(name) ? [{ id: 'newer', value: OTHER }, ...live] : live,
    );
  }

  /** Judged as a whole; where elements are signed one by one, by every one of them. */
  async judge(
    request: SignedRequest,
    secrets: LiveSecrets,
    at = this.at,
  ): Promise<{ readonly results: readonly VerifyResult[]; readonly isBelieved: boolean }> {
    const documents = this.fixture.documents ?? this.#ofItsSender();
    const whole = this.verifier.verify(request, secrets, at, (url) =>
      Object.hasOwn(documents, url) ? { text: documents[url] ?? '' } : undefined,
    );
    const elements = whole.ok && this.verifier.isPerElement ? await this.#elements(request) : [];
    const single = elements.map((element) => this.verifier.verifyElement(element, secrets, at));
    const isBelieved = whole.ok && (single.length === 0 || single.some(({ ok }) => ok));
    return { results: [whole, ...single], isBelieved };
  }

  async believes(request: SignedRequest, secrets: LiveSecrets): Promise<void> {
    const { results } = await this.judge(request, secrets);
    for (const result of results) assert.ok(result.ok, `refused: ${result.ok ? '' : result.reason}`);
  }

  async refuses(request: SignedRequest, secrets: LiveSecrets, at = this.at): Promise<void> {
    const { isBelieved, results } = await this.judge(request, secrets, at);
    assert.ok(!isBelieved, `was accepted as ${results.map((result) => result.ok && result.scheme).join()}`);
  }

  #ofItsSender(): SenderDocuments {
    const { secret } = this.fixture;
    return secret === undefined ? {} : documentsFor(this.connector.webhook.verify, this.signed(), secret);
  }

  #byName(value: string): Readonly<Record<string, string>> {
    const names = secretsUsed(this.connector.webhook.verify);
    return Object.fromEntries((names.length === 0 ? ['webhook'] : names).map((name) => [name, value]));
  }

  #withValues(valuesOf: (live: readonly LiveSecret[], name: string) => readonly LiveSecret[]): LiveSecrets {
    const all = Object.entries(this.secrets());
    return Object.fromEntries(all.map(([name, live]) => [name, valuesOf(live, name)]));
  }

  async #elements(request: SignedRequest): Promise<readonly unknown[]> {
    return (await this.resolver().elementsOf(request, this.fixture)).map(({ element }) => element);
  }
}
