import { isEgressError, type EgressAnswer } from '../egress/index.js';

/** How a call came out, in words for its subscriber's operator. */
export type Reply =
  | { readonly kind: 'delivered'; readonly status: number; readonly answer: string }
  | { readonly kind: 'gone'; readonly status: number; readonly answer: string }
  | {
      readonly kind: 'failed';
      /** `dns`, `refused`, `tls`, `timeout`, `reset`, `forbidden`, `http-500` … */
      readonly failure: string;
      readonly message: string;
      readonly status: number | null;
      readonly answer: string | null;
      /** As it asked; null: it did not say. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'aborted' };

/** Of an answer this much is looked at, and half of it kept. */
export const ANSWER_BYTES = 4_096;
const KEPT_CHARS = 2_048;
const GONE = 410;
/** RFC 9110, 5.6.7: what else dates are made of would be guessed at. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export function replyOf(
  { status, headers, body }: EgressAnswer,
  now: number,
  mask: (text: string) => string,
): Reply {
  const answer = textOf(mask(body.toString('utf8')));
  if (status >= 200 && status < 300) return { kind: 'delivered', status, answer };
  if (status === GONE) return { kind: 'gone', status, answer };
  const isMoved = status >= 300 && status < 400;
  return {
    kind: 'failed',
    failure: `http-${status}`,
    message: isMoved
      ? `it answered ${status}, and redirects are not followed: change the URL`
      : `it answered ${status}`,
    status,
    answer,
    retryAfterMs: retryAfter(headers['retry-after'], now),
  };
}

/** Of a call that brought no answer; whatever else was thrown is the host's own. */
export function failureOf(thrown: unknown): Reply {
  if (!isEgressError(thrown)) throw thrown;
  if (thrown.kind === 'aborted') return { kind: 'aborted' };
  const { kind: failure, message } = thrown;
  return { kind: 'failed', failure, message, status: null, answer: null, retryAfterMs: null };
}

function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Control characters would be shown to people. */
function textOf(text: string): string {
  return text.slice(0, KEPT_CHARS).replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}
