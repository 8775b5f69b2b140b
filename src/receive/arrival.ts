import type { IncomingMessage } from 'node:http';

import type { FormFields, SignedRequest } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { parseJson } from '../expressions/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { formFieldsOf } from './form-fields.js';
import { addressOf, segmentsOf, type RequestAddress } from './request-address.js';
import type { Sender } from './trusted-proxies.js';

const NOTHING = Buffer.alloc(0);
/** Larger bodies are not parsed to find a token or a delivery id in them: 1 MiB holds the loop about 8 ms. */
export const MOST_PARSED_BYTES = 1024 * 1024;

/** A request at a receiving point, as it came: what verification sees, and what fields and expressions read of it. */
export class Arrival implements SignedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As sent; empty until it was read. */
  sent: Buffer = NOTHING;
  /** Without its encoding: what fields are read from. The same as `sent` where there is none, or a broken one. */
  content: Buffer = NOTHING;
  /** The one of the two that is being verified. */
  body: Buffer = NOTHING;
  /** Who sent it. */
  sender: Sender = { isFromTrustedProxy: false };
  /** What it took from the budget of all bodies. */
  heldBytes = 0;

  private fields: FormFields | undefined;
  private parsed: { readonly value: unknown } | undefined;
  private queryValues: Readonly<Record<string, unknown>> | undefined;

  constructor(
    message: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
    readonly point: ReceivingPoint,
    readonly receivedAt: number,
    private readonly target: RequestAddress = addressOf(message.url ?? ''),
  ) {
    this.method = message.method ?? '';
    this.headers = message.headers as Record<string, string | undefined>;
  }

  get address(): string | undefined {
    return this.sender.address;
  }

  get isFromTrustedProxy(): boolean {
    return this.sender.isFromTrustedProxy;
  }

  get path(): string {
    return this.target.path;
  }

  get query(): string {
    return this.target.query;
  }

  get url(): string {
    return this.point.publicUrl + this.target.suffix;
  }

  header(name: string): string | undefined {
    return Object.hasOwn(this.headers, name) ? this.headers[name] : undefined;
  }

  form(): FormFields {
    this.fields ??= formFieldsOf(this.header('content-type'), this.content);
    return this.fields;
  }

  segments(): readonly string[] {
    return segmentsOf(this.path);
  }

  /** Query values by name; a name that repeats has a list. */
  queryFields(): Readonly<Record<string, unknown>> {
    this.queryValues ??= fieldsOf(new URLSearchParams(this.query));
    return this.queryValues;
  }

  /** The body as expressions see it: JSON, or a form's fields; undefined where it is neither, or too large. */
  json(formField: string | undefined): unknown {
    this.parsed ??= { value: this.read(formField) };
    return this.parsed.value;
  }

  private read(formField: string | undefined): unknown {
    if (this.content.length > MOST_PARSED_BYTES) return undefined;
    const form = this.form();
    if (formField !== undefined) return parsedOrNothing(form.get(formField)?.[0] ?? '');
    if (form.size > 0 && !looksLikeJson(this.content)) return fieldsOf(entriesOf(form));
    return parsedOrNothing(this.content.toString('utf8'));
  }
}

/** `curl -d '{…}'` calls JSON a form; no form begins with a bracket. */
function looksLikeJson(content: Buffer): boolean {
  return /^\s*[[{]/.test(content.toString('latin1', 0, 64));
}

function parsedOrNothing(text: string): unknown {
  try {
    return parseJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    if (!isHostError(error)) throw error;
    return undefined;
  }
}

function* entriesOf(form: FormFields): Generator<[string, string]> {
  for (const [name, values] of form) for (const value of values) yield [name, value];
}

function fieldsOf(entries: Iterable<[string, string]>): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  return Object.fromEntries(fields);
}
