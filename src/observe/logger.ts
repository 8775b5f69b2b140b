import {
  destination,
  pino,
  stdSerializers,
  stdTimeFunctions,
  type DestinationStream,
  type Logger,
} from 'pino';

import { reportIgnoredTo } from '../errors/index.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Where lines go; default standard output. */
  readonly to?: DestinationStream;
  /** Takes the secrets of connections out of a text: an error may come from a connector, and say anything. */
  readonly mask?: (text: string) => string;
}

const SECRET_NAMES = [
  'authorization',
  'cookie',
  '"set-cookie"',
  '"x-api-key"',
  'password',
  'secret',
  'secrets',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'masterKey',
  'DATABASE_URL',
  'HOOKYARD_ADMIN_KEY',
  'HOOKYARD_MASTER_KEY',
];

/** Keys of connections and of the API, and states of authorizations, anywhere in a text: they are recognised by their prefix. */
const KEYS_IN_TEXT = /\b(hk|hya|hys)_[0-9A-Za-z]{6,}/g;
/** A password in an address. */
const PASSWORD_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi;

/**
 * The JSON log, one line an event. Secrets are removed by the name of their field, two levels deep, and keys and
 * passwords inside texts by their shape. What comes from code of others stands under `err` or `said`: the secrets of all
 * connections are masked in it.
 */
export function createLogger({
  level,
  to = destination({ dest: 1, sync: false }),
  mask = (text) => text,
}: LoggerOptions): Logger {
  const paths = SECRET_NAMES.flatMap((name) => [path('', name), path('*', name), path('*.*', name)]);
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      messageKey: 'message',
      redact: { paths, censor: '[secret]' },
      serializers: {
        err: (error: unknown) => maskedError(error, mask),
        said: (text: unknown) => mask(String(text)),
      },
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redactText },
    },
    to,
  );
}

/** Own fields of an error are strings or anything: all of it is masked as one text. */
function maskedError(error: unknown, mask: (text: string) => string): unknown {
  const shown: unknown = error instanceof Error ? stdSerializers.err(error) : error;
  try {
    const text = JSON.stringify(shown);
    return text === undefined ? shown : (JSON.parse(mask(text)) as unknown);
  } catch {
    return { type: 'unreadable', message: mask(String(error)) };
  }
}

/** From here on, what the host swallows is a line at level debug, with its reason. */
export function logIgnored(logger: Logger): void {
  reportIgnoredTo((error, reason) => logger.debug({ err: error }, `ignored: ${reason}`));
}

/** Masks keys and passwords in a text. */
export function redactText(text: string): string {
  return text.replace(KEYS_IN_TEXT, '$1_[secret]').replace(PASSWORD_IN_URL, '$1[secret]@');
}

function path(parent: string, name: string): string {
  if (name.startsWith('"')) return `${parent}[${name}]`;
  return parent === '' ? name : `${parent}.${name}`;
}
