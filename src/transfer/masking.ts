import type { LiveSecret } from '@hookyard/sdk';

import type { DirectorySource } from '../registry/index.js';

/** Takes secrets out of a text that somebody will read. */
export type Mask = (text: string) => string;

/** Shorter values would mask half of every text. */
const SHORTEST_SECRET = 6;
const QUERY_CREDENTIALS = /([?&][^=&#]*(?:key|token|secret|signature|password|auth)[^=&#]*=)[^&#\s"]*/gi;

/**
 * Masks every live secret of a connection, as it is and as code may have encoded it, and whatever looks like one in a
 * query. `others`: what comes and goes beside them; the same list while it is the same.
 */
export function maskOf(
  secrets: Readonly<Record<string, readonly LiveSecret[]>>,
  others: () => readonly string[] = () => NONE,
): Mask {
  const values = Object.values(secrets)
    .flat()
    .map(({ value }) => value);
  let known: readonly string[] | undefined;
  let forms: readonly string[] = [];
  return (text) => {
    let masked = text;
    const now = others();
    if (known !== now) forms = allForms([...values, ...now]);
    known = now;
    for (const form of forms) masked = masked.replaceAll(form, '[secret]');
    return masked.includes('=') ? masked.replace(QUERY_CREDENTIALS, '$1[secret]') : masked;
  };
}

const NONE: readonly string[] = [];

/** The longest first: one may be a part of another. */
function allForms(values: readonly string[]): readonly string[] {
  const forms = values.filter((value) => value.length >= SHORTEST_SECRET).flatMap(formsOf);
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

/** In a URL, in JSON, in hex, and in base64 behind anything: a user name and a colon shift its characters. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url');
    const whole = text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    return [whole, whole.replaceAll('-', '+').replaceAll('_', '/')];
  });
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...inBase64,
  ];
}

/** Of every connection there is at the time, for what no connection can be told to have said. */
export function maskOfAll(directory: DirectorySource): Mask {
  return (text) => {
    const now = directory.current();
    const connections = new Set(now.queues().map(({ connection }) => connection));
    return [...connections].reduce((masked, connection) => {
      const view = now.connection(connection);
      return view ? maskOf(view.secrets)(masked) : masked;
    }, text);
  };
}
