import type { LiveSecret } from '@hookyard/sdk';

/** Takes secrets out of a text that somebody will read. */
export type Mask = (text: string) => string;

/** Shorter values would mask half of every text. */
const SHORTEST_SECRET = 6;
const QUERY_CREDENTIALS = /([?&][^=&#]*(?:key|token|secret|signature|password|auth)[^=&#]*=)[^&#\s"]*/gi;

/** Masks every live secret of a connection, as it is and as a URL spells it, and whatever looks like one in a query. */
export function maskOf(secrets: Readonly<Record<string, readonly LiveSecret[]>>): Mask {
  const values = new Set<string>();
  for (const { value } of Object.values(secrets).flat()) {
    if (value.length < SHORTEST_SECRET) continue;
    values.add(value);
    values.add(encodeURIComponent(value));
  }
  return (text) => {
    let masked = text;
    for (const value of values) masked = masked.replaceAll(value, '[secret]');
    return masked.includes('=') ? masked.replace(QUERY_CREDENTIALS, '$1[secret]') : masked;
  };
}
