import type { CalledView } from '../registry/index.js';

import { secretHeaders } from './signing.js';

export const MASK = '•••';

/** An answer may give back what it was sent: what is kept of it, and shown, holds no secret. */
export function secretMask(subscriber: Pick<CalledView, 'secrets'>, at: number): (text: string) => string {
  const texts = Object.values(secretHeaders(subscriber, at)).flatMap(spellings);
  // Longest first, so that none is cut by a part of it.
  const values = [...new Set(texts)].filter((text) => text !== '').toSorted((a, b) => b.length - a.length);
  return (text) => values.reduce((left, value) => left.replaceAll(value, MASK), text);
}

/** The credentials behind a scheme (`Bearer …`) alone, too, and each as JSON and addresses write it. */
function spellings(value: string): string[] {
  return [value, value.slice(value.indexOf(' ') + 1)].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ]);
}
