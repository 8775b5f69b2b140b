import type { ReceiverDefinition } from '@hookyard/sdk';

import type { HookHead } from '../flow/index.js';

import { type BodyFormat, CLOUDEVENTS_BATCH, type MediaType, formatOf, mediaTypeOf } from './body-format.js';
import { toUtf8 } from './charset.js';
import { cloudEventAttributes, isBinaryCloudEvent } from './cloud-event.js';
import { type FormFields, readForm } from './form-body.js';
import { inflated } from './inflate.js';
import type { LoopTurns } from './loop-turns.js';
import { readMultipart } from './multipart-body.js';
import { parsed } from './parsed.js';
import { queryFields } from './query-fields.js';
import { type Reading, waited } from './reading.js';
import { Undecodable, isUndecodable } from './undecodable.js';
import { readXml } from './xml-body.js';

/** JSON up to this size is parsed at once on the loop (about 2 ms); larger text stays bytes and is scanned (S1.3). */
export const LARGE = 256 * 1024;

/**
 * A body as read. `value`: the whole is there. `json`: JSON text in UTF-8, too large to parse at once. `lines`: one
 * JSON text a line. `isList`: a batch by its media type, split without a selector.
 */
export type Decoded = {
  readonly fields: FormFields;
  readonly isList: boolean;
} & (
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'json' | 'lines'; readonly bytes: Buffer }
);

export interface DecodeInput {
  readonly head: HookHead;
  readonly body: Buffer;
  readonly receiver: ReceiverDefinition;
  readonly maxBytes: number;
}

const NO_FIELDS: FormFields = {};

/** Bytes to a body: by the receiver's format, else the Content-Type, else what the bytes look like. */
export function* decode(input: DecodeInput, turns: LoopTurns): Reading<Decoded | Undecodable> {
  const { head, receiver } = input;
  const body = head.headers['content-encoding']
    ? yield* waited(inflated(input.body, head.headers['content-encoding'], input.maxBytes))
    : input.body;
  if (isUndecodable(body)) return body;
  if (body.length === 0) return withoutBody(head);
  const media = mediaTypeOf(head.headers['content-type']);
  const choice = receiver.format ? { format: receiver.format, isGuess: false } : formatOf(media, body);
  const decoded = yield* new Decoding(receiver, media, turns).read(choice.format, body, choice.isGuess);
  if (isUndecodable(decoded) || !isBinaryCloudEvent(head.headers)) return decoded;
  return asCloudEvent(decoded, head);
}

/** A request without a body speaks by its query, or by its headers and path alone. */
function withoutBody(head: HookHead): Decoded {
  const fields = queryFields(head.query);
  const value = isBinaryCloudEvent(head.headers) ? cloudEventAttributes(head.headers) : fields;
  return { kind: 'value', value, fields: NO_FIELDS, isList: false };
}

class Decoding {
  constructor(
    private readonly receiver: ReceiverDefinition,
    private readonly media: MediaType,
    private readonly turns: LoopTurns,
  ) {}

  *read(format: BodyFormat, body: Buffer, isGuess: boolean): Reading<Decoded | Undecodable> {
    switch (format) {
      case 'form':
        return yield* this.form(body);
      case 'multipart':
        return yield* this.multipart(body);
      case 'json':
      case 'ndjson':
      case 'xml':
      case 'text':
        return yield* this.text(format, body, isGuess);
    }
  }

  private *text(
    format: 'json' | 'ndjson' | 'xml' | 'text',
    body: Buffer,
    isGuess: boolean,
  ): Reading<Decoded | Undecodable> {
    const charset = this.media.charset ?? (format === 'xml' ? declaredInXml(body) : null);
    const bytes = yield* waited(toUtf8(body, charset, this.turns));
    if (isUndecodable(bytes)) return bytes;
    if (format === 'ndjson') return linesOf(bytes);
    if (format === 'text') return valueOf(bytes.toString('utf8'));
    const decoded = format === 'json' ? this.json(bytes) : yield* waited(this.xml(bytes));
    if (!isGuess || !isUndecodable(decoded)) return decoded;
    return this.otherGuess(bytes, decoded);
  }

  private json(bytes: Buffer): Decoded | Undecodable {
    const isList = this.media.type === CLOUDEVENTS_BATCH;
    if (bytes.length > LARGE) return { kind: 'json', bytes, fields: NO_FIELDS, isList };
    const value = parsed(bytes.toString('utf8'));
    return isUndecodable(value) ? value : { kind: 'value', value, fields: NO_FIELDS, isList };
  }

  private async xml(bytes: Buffer): Promise<Decoded | Undecodable> {
    const value = await readXml(bytes.toString('utf8'), this.receiver.repeats ?? [], this.turns);
    return isUndecodable(value) ? value : valueOf(value);
  }

  /** What looked like JSON may be lines of it, and what was sent as text may be just that. */
  private otherGuess(bytes: Buffer, problem: Undecodable): Decoded | Undecodable {
    const firstLine = bytes
      .subarray(0, Math.max(bytes.indexOf(0x0a), 0))
      .toString('utf8')
      .trim();
    if (firstLine !== '' && firstLine.length < bytes.length && !isUndecodable(parsed(firstLine)))
      return linesOf(bytes);
    const isText =
      this.media.type.startsWith('text/') && problem.code !== 'too-deep' && problem.code !== 'xml-doctype';
    return isText ? valueOf(bytes.toString('utf8')) : problem;
  }

  private *form(body: Buffer): Reading<Decoded | Undecodable> {
    const form = yield* waited(readForm(body, this.media.charset, this.turns, this.receiver.formField));
    return isUndecodable(form) ? form : yield* this.ofFields(form.fields, form.body);
  }

  private *multipart(body: Buffer): Reading<Decoded | Undecodable> {
    if (!this.media.boundary) {
      return new Undecodable('multipart-malformed', { detail: 'no boundary is declared' });
    }
    const fields = readMultipart(body, this.media.boundary);
    if (isUndecodable(fields)) return fields;
    const name = this.receiver.formField;
    const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    return yield* this.ofFields(fields, typeof field === 'string' ? Buffer.from(field) : null);
  }

  /** One field holds the body as JSON, or the fields are the body: some senders post both kinds to one address. */
  private *ofFields(fields: FormFields, bodyField: Buffer | null): Reading<Decoded | Undecodable> {
    if (bodyField === null) return { kind: 'value', value: fields, fields, isList: false };
    const bytes = yield* waited(toUtf8(bodyField, this.media.charset, this.turns));
    if (isUndecodable(bytes)) return bytes;
    const decoded = this.json(bytes);
    return isUndecodable(decoded) ? decoded : { ...decoded, fields };
  }
}

function valueOf(value: unknown): Decoded {
  return { kind: 'value', value, fields: NO_FIELDS, isList: false };
}

function linesOf(bytes: Buffer): Decoded {
  return { kind: 'lines', bytes, fields: NO_FIELDS, isList: true };
}

function declaredInXml(body: Buffer): string | null {
  const declaration = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    body.toString('latin1', 0, 256),
  );
  return declaration ? (declaration[1] as string) : null;
}

/** Binary content mode: the attributes from the headers, the body as `data`. */
function asCloudEvent(decoded: Decoded, head: HookHead): Decoded {
  const event = cloudEventAttributes(head.headers);
  if (decoded.kind === 'value') return { ...decoded, value: { ...event, data: decoded.value } };
  if (decoded.kind === 'lines') return decoded;
  const before = Buffer.from(`${JSON.stringify(event).slice(0, -1)},"data":`);
  return { ...decoded, bytes: Buffer.concat([before, decoded.bytes, Buffer.from('}')]) };
}
