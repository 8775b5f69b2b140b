import { createHash } from 'node:crypto';

/** Members whose text is about a person, or opens something. */
const PERSONAL =
  /(^|[_.-]|(?<=[a-z]))(first|last|full|given|family|middle|display|user|contact|company)?_?name$|phone|mobile|street|address_?(line)?_?\d*$|^(zip|postal_?code|birth.*|iban|ssn|vat.*)$/i;
const OPENING = /token|secret|password|passwd|api_?key|authori[sz]ation|cookie|session|signature|credential/i;
const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g;
/** Keys of known makers, and of JSON web tokens, wherever they stand. */
const KEYS = /\b(?:sk|pk|rk|whsec|shp[a-z]{2}|xox[a-z]|gh[pousr]|eyJ[A-Za-z0-9_-]+\.)[A-Za-z0-9_.-]{10,}/g;

/**
 * A value without what names a person or opens something: the same text becomes the same stand-in everywhere, so that
 * what belongs together still does. Ids, amounts and dates stay.
 */
export function redacted<T>(value: T): T {
  const known = new Map<string, string>();
  collect(value, '', known);
  return replaced(value, known) as T;
}

function collect(value: unknown, key: string, known: Map<string, string>): void {
  if (typeof value === 'string') return collectText(value, key, known);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value))
    collect(member, Array.isArray(value) ? key : name, known);
}

function collectText(text: string, key: string, known: Map<string, string>): void {
  const addresses = [...text.matchAll(EMAIL)];
  for (const [found] of addresses) known.set(found, `person-${short(found)}@example.com`);
  for (const [found] of text.matchAll(KEYS)) known.set(found, `key-${short(found)}`);
  if (text.trim() === '' || addresses.length > 0) return;
  if (OPENING.test(key)) known.set(text, `secret-${short(text)}`);
  else if (PERSONAL.test(key)) known.set(text, `text-${short(text)}`);
}

function replaced(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const whole = known.get(value);
    if (whole !== undefined) return whole;
    return value
      .replace(EMAIL, (found) => known.get(found) ?? found)
      .replace(KEYS, (found) => known.get(found) ?? found);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, known)]));
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
