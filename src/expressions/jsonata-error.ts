import { HostError, isHostError } from '../errors/index.js';

/** Longest message kept: JSONata quotes the value it met. */
const MAX_MESSAGE = 300;

interface Raised {
  readonly code?: unknown;
  readonly position?: unknown;
  /** The function that was being called. */
  readonly token?: unknown;
  readonly message?: unknown;
}

/**
 * What was raised, in words: JSONata's code, or the function of a connector that threw; the position in the expression,
 * and the message.
 */
export function describe(thrown: unknown): string {
  const { code, position, message, token } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Raised;
  const where = typeof position === 'number' ? ` at position ${position}` : '';
  const what = typeof message === 'string' && message !== '' ? message : String(thrown);
  const who = typeof code === 'string' ? code : typeof token === 'string' ? `$${token}` : null;
  const text = who === null ? `${what}${where}` : `${who}${where}: ${what}`;
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

/** JSONata's own limits have codes of their own; everything else is a failure of the expression. */
export function toHostError(thrown: unknown): HostError {
  if (isHostError(thrown)) return thrown;
  const code = (thrown as Raised | undefined)?.code;
  const options = { cause: thrown };
  if (code === 'D1012') return new HostError('EXPRESSION_TIMEOUT', { detail: describe(thrown) }, options);
  if (code === 'D1011' || code === 'D2014' || code === 'D2015') {
    return new HostError('EXPRESSION_TOO_LARGE', { detail: describe(thrown) }, options);
  }
  return new HostError('EXPRESSION_FAILED', { detail: describe(thrown) }, options);
}
