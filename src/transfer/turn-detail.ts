import type { Json, JsonObject } from '@hookyard/sdk';

import type { EgressAnswer, EgressRequest } from '../egress/index.js';
import type { Mask } from './masking.js';

/** One outbound call of a watched request, without secrets. */
interface WatchedCall {
  readonly method: string;
  readonly url: string;
  readonly tookMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly answer?: string;
  readonly error?: string;
}

const MOST_CALLS = 20;
const BODY_CHARS = 4_000;
const RECORD_CHARS = 16_000;
const HEADER_CHARS = 500;
const CREDENTIALS = /key|token|secret|auth|signature|password|cookie|session/i;

/** Everything one turn of a watched request did: its calls with what was sent and answered, and what was mapped. */
export class TurnDetail {
  private readonly calls: WatchedCall[] = [];
  private readonly mappings: { collection: string; record: string; fields: string }[] = [];
  private uncounted = 0;

  constructor(private readonly mask: Mask) {}

  called(
    { method, url, headers, body }: EgressRequest,
    tookMs: number,
    end: { readonly answer: EgressAnswer } | { readonly error: string },
  ): void {
    if (this.calls.length === MOST_CALLS) {
      this.uncounted += 1;
      return;
    }
    const sent = {
      method,
      url: this.mask(String(url)).slice(0, BODY_CHARS),
      tookMs,
      headers: this.withoutSecrets(headers ?? {}),
      body: body === undefined ? null : this.beginning(body),
    };
    this.calls.push(
      'error' in end ? { ...sent, error: this.mask(end.error) } : { ...sent, ...this.answered(end.answer) },
    );
  }

  mapped(collection: string, record: JsonObject, fields: JsonObject): void {
    const text = (value: JsonObject): string => this.mask(JSON.stringify(value)).slice(0, RECORD_CHARS);
    this.mappings.push({ collection, record: text(record), fields: text(fields) });
  }

  /** JSON text. */
  text(outcome: Json): string {
    const { calls, mappings, uncounted } = this;
    return JSON.stringify({
      outcome,
      calls,
      ...(uncounted > 0 ? { furtherCalls: uncounted } : {}),
      mappings,
    });
  }

  private answered({
    status,
    headers,
    body,
  }: EgressAnswer): Pick<WatchedCall, 'status' | 'answerHeaders' | 'answer'> {
    return { status, answerHeaders: this.withoutSecrets(headers), answer: this.beginning(body) };
  }

  private withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        CREDENTIALS.test(name) ? '[redacted]' : this.mask(value).slice(0, HEADER_CHARS),
      ]),
    );
  }

  /** Masked before it is cut, so that no half of a secret is left at the end. */
  private beginning(body: string | Buffer): string {
    const text =
      typeof body === 'string' ? body.slice(0, 2 * BODY_CHARS) : body.toString('utf8', 0, 2 * BODY_CHARS);
    return this.mask(text).slice(0, BODY_CHARS);
  }
}
