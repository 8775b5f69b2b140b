import { readdirSync, readFileSync } from 'node:fs';

import { parseExact } from '../exact-json.js';
import type { Json, JsonObject } from '../vocabulary.js';
import { putAt, type UnsignedRequest } from './put.js';
import type { SigningSecret } from './sign-content.js';

/** What one element of a fixture must come to. */
export interface ExpectedRequest {
  /** The event's name as the connector reads it. */
  readonly scope: string;
  /** In its canonical form. */
  readonly externalId: string;
  /** Where one address serves many accounts. */
  readonly account?: string;
  /** Where the connector reads one. */
  readonly eventId?: string;
}

/** A request as the provider sends it, and what must come of it. */
export interface Fixture {
  /** What it is about, for the names of its tests. */
  readonly name: string;
  /** Without its signature, where `secret` signs it. */
  readonly request: UnsignedRequest;
  /** Signs the request. Absent: it carries the signature it came with, and `verifyWith` verifies it. */
  readonly secret?: SigningSecret;
  /** Secrets that verify it, by name. Default: those that signed it. Needed for public keys. */
  readonly verifyWith?: Readonly<Record<string, string>>;
  /**
   * Certificates and key sets by address, for schemes that fetch them: what would be answered there. Default: what belongs to
   * the key that signs it here.
   */
  readonly documents?: Readonly<Record<string, string>>;
  /** Time of receipt, in ms since the epoch. Default: now, when it is signed here. */
  readonly at?: number;
  /** Of the connection. Default: the presets' defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Accounts that have a connection, where the hook goes to one address that serves many: elements of others become nothing.
   * Default: it goes to a connection's own address.
   */
  readonly accounts?: readonly string[];
  /** The body as the host decodes it, for formats other than JSON and forms. */
  readonly decoded?: Json;
  /** One for each element, in order. Absent: only the signature is tested. */
  readonly expect?: readonly ExpectedRequest[];
  /** True where it was made of another one, whose signature is tried. */
  readonly isVariant?: boolean;
}

/** The same request as another event: what differs. */
export interface FixtureVariant {
  /** Headers that are others. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the query, instead of the request's. */
  readonly query?: string;
  /** Values of a JSON body, or of `decoded`, by dotted path: `{ "topic": "order/paid" }`; of a form, its fields. */
  readonly set?: Readonly<Record<string, Json>>;
  /** What differs in what each element comes to, beside its scope. */
  readonly expect?: Partial<ExpectedRequest>;
}

/**
 * The fixtures of a folder: each `*.fixture.json` is one without its name, with `bodyFile` beside it or `json` in it
 * instead of `request.body`. `readFixtures(new URL('../fixtures/', import.meta.url))`. `variants` by the scope they are
 * of make further fixtures of the same request, for systems whose events differ in a word. Throws where there is none, and
 * for one that is no JSON.
 */
export function readFixtures(folder: URL): readonly Fixture[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.fixture.json'));
  if (files.length === 0) throw new Error(`no *.fixture.json in ${folder.pathname}`);
  return files.sort().flatMap((file) => readFixture(new URL(file, folder)));
}

/**
 * One file of a folder of fixtures: the fixture, then its `variants` in their order. Throws where it is not there, and where
 * it is no JSON.
 */
export function readFixture(file: URL): readonly Fixture[] {
  const { variants = {}, ...fixture } = JSON.parse(readFileSync(file, 'utf8')) as StoredFixture;
  const { bodyFile, json, body, ...request } = fixture.request;
  const text = bodyFile === undefined ? body : readFileSync(new URL(bodyFile, file));
  const name = decodeURIComponent(file.pathname.slice(file.pathname.lastIndexOf('/') + 1));
  const whole: Fixture = {
    ...fixture,
    name: name.replace(/\.fixture\.json$/, ''),
    request: { ...request, body: text ?? JSON.stringify(json ?? null) },
  };
  return [whole, ...Object.entries(variants).map(([scope, variant]) => variantOf(whole, scope, variant))];
}

function variantOf(fixture: Fixture, scope: string, variant: FixtureVariant): Fixture {
  const { request, decoded, expect = [] } = fixture;
  const { headers = {}, query, set, expect: differing = {} } = variant;
  return {
    ...fixture,
    name: `${fixture.name} as ${scope}`,
    isVariant: true,
    request: {
      ...request,
      headers: { ...request.headers, ...headers },
      ...(query === undefined ? {} : { query }),
      ...(set === undefined || decoded !== undefined ? {} : { body: withValuesIn(request, set) }),
    },
    ...(set === undefined || decoded === undefined ? {} : { decoded: withValues(decoded as object, set) }),
    expect: expect.map((expected) => ({ ...expected, scope, ...differing })),
  };
}

function withValuesIn({ body, headers = {} }: UnsignedRequest, set: Readonly<Record<string, Json>>): string {
  const text = Buffer.from(body).toString();
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (!type?.includes('urlencoded')) return JSON.stringify(withValues(parseExact(text) as object, set));
  const fields = new URLSearchParams(text);
  for (const [name, value] of Object.entries(set))
    fields.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return fields.toString();
}

function withValues(value: object, set: Readonly<Record<string, Json>>): JsonObject {
  const changed = Object.entries(set).reduce((sofar, [path, to]) => putAt(sofar, path, to), value);
  return changed as JsonObject;
}

interface StoredFixture extends Omit<Fixture, 'name' | 'request'> {
  readonly variants?: Readonly<Record<string, FixtureVariant>>;
  readonly request: Partial<UnsignedRequest> & { readonly bodyFile?: string; readonly json?: Json };
}
