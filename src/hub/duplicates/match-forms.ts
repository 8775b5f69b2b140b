import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

import type { Json, JsonObject, Mode } from '@hookyard/sdk';
import type * as PhoneNumbers from 'libphonenumber-js/min';

import { LEGAL_FORMS } from './legal-forms.js';

/** How values are made comparable. */
export const MATCH_FORMS = ['exact', 'email', 'phone', 'name', 'company'] as const;
export type MatchForm = (typeof MATCH_FORMS)[number];

/** One thing two records have in common. Several fields are read as one: a first and a last name. */
export interface MatchPart {
  /** Fields of the record, `customFields.vip` for one inside an object. */
  readonly fields: readonly string[];
  readonly form: MatchForm;
}

/** When two records of a type may be one: everything it names is the same in both. */
export interface MatchDefinition {
  readonly parts: readonly MatchPart[];
  /** ISO 3166-1 alpha-2: whose numbers those without a country code are. */
  readonly country?: string;
  /** The field that says it of each record; where it does not, `country` does. */
  readonly countryField?: string;
}

const requires = createRequire(import.meta.url);

/** Longer texts tell records apart by their beginning just as well, and a search has an end. */
const MOST_CHARS = 1_000;
/** Shorter numbers are extensions, which many have. */
const FEWEST_DIGITS = 6;

/** What a record carries under a rule; null where it lacks a part of it: then it is like nobody. */
export function matchValues(definition: MatchDefinition, data: JsonObject): readonly string[] | null {
  const values: string[] = [];
  for (const { fields, form } of definition.parts) {
    const text = fields.map((field) => textAt(data, field)).filter((one) => one !== '');
    const value = text.length === 0 ? '' : formed(form, text.join(' '), () => countryOf(definition, data));
    if (value === '') return null;
    values.push(value);
  }
  return values;
}

/** The same as one short text without personal data; records of two modes never meet. */
export function matchDigest(values: readonly string[], mode: Mode): string {
  const digest = createHash('sha256').update(JSON.stringify(values)).digest('base64url');
  return `${mode} ${digest.slice(0, 22)}`;
}

export function modeOfDigest(digest: string): Mode {
  return digest.startsWith('sandbox ') ? 'sandbox' : 'live';
}

export function formed(form: MatchForm, given: string, country: () => string | undefined): string {
  const text = given.slice(0, MOST_CHARS).trim().normalize('NFC');
  switch (form) {
    case 'exact':
      return text;
    case 'email':
      return text.toLowerCase();
    case 'phone':
      return phoneOf(text, country());
    case 'name':
      return wordsOf(text).toSorted().join(' ');
    case 'company':
      return companyOf(text);
  }
}

/** E.164 where it can be told; else the digits alone, which only match another number written without its country. */
function phoneOf(text: string, country: string | undefined): string {
  const parsed = phoneNumbers().parsePhoneNumberFromString(
    text,
    country as PhoneNumbers.CountryCode | undefined,
  );
  if (parsed?.isPossible()) return parsed.number;
  const digits = text.replaceAll(/\D/g, '');
  return digits.length >= FEWEST_DIGITS ? `tel ${digits}` : '';
}

/** The numbering plans of all countries, read by the first rule that compares numbers. */
function phoneNumbers(): typeof PhoneNumbers {
  return requires('libphonenumber-js/min') as typeof PhoneNumbers;
}

/** Words without case and accents; punctuation is no part of a name. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Without its legal form, unless nothing else is left: “B.V.” and “bv” are one word. */
function companyOf(text: string): string {
  const words = wordsOf(text.replaceAll(/(?<=\b\p{L})\.\s?(?=\p{L}\b)/gu, ''));
  const left = words.filter((word) => !LEGAL_FORMS.has(word));
  return (left.length > 0 ? left : words).toSorted().join(' ');
}

function countryOf({ country, countryField }: MatchDefinition, data: JsonObject): string | undefined {
  const own = countryField === undefined ? '' : textAt(data, countryField).trim().toUpperCase();
  return /^[A-Z]{2}$/.test(own) ? own : country;
}

function textAt(data: JsonObject, path: string): string {
  let value: Json | undefined = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
    value = Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
  }
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Enough to tell people what two records share, and no address book. */
export function maskedValue(form: MatchForm, value: string): string {
  switch (form) {
    case 'email': {
      const at = value.lastIndexOf('@');
      return at > 0 ? `${value.slice(0, 1)}…${value.slice(at)}` : `${value.slice(0, 1)}…`;
    }
    case 'phone':
      return `…${value.slice(-3)}`;
    case 'exact':
      return value.length > 40 ? `${value.slice(0, 40)}…` : value;
    case 'name':
    case 'company':
      return value
        .split(' ')
        .slice(0, 5)
        .map((word) => `${word.slice(0, 1)}…`)
        .join(' ');
  }
}
