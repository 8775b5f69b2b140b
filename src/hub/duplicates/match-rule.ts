import { isRecordType, type RecordType } from '@hookyard/sdk';
import { z } from 'zod';

import { HostError } from '../../errors/index.js';
import { MATCH_FORMS, type MatchDefinition } from './match-forms.js';

/** A rule by which records of a type are found to be there twice. */
export interface MatchRule extends MatchDefinition {
  readonly number: number;
  readonly id: string;
  readonly tenant: number;
  readonly type: RecordType;
  readonly name: string;
  /** Raised when other records match than before. */
  readonly edition: number;
  readonly isEnabled: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface MatchRuleInput extends MatchDefinition {
  readonly type: RecordType;
  readonly name: string;
  readonly isEnabled?: boolean;
}

const MOST_PARTS = 5;
const country = z.string().regex(/^[A-Z]{2}$/, 'is no country like BE');
const field = z.string().regex(/^[A-Za-z_][\w.]{0,99}$/, 'is no field of a record');

const definitionSchema = z.strictObject({
  parts: z
    .array(z.strictObject({ fields: z.array(field).min(1).max(MOST_PARTS), form: z.enum(MATCH_FORMS) }))
    .min(1)
    .max(MOST_PARTS),
  country: country.optional(),
  countryField: field.optional(),
});

/** Throws VALIDATION_FAILED with everything that is wrong. */
export function checkedDefinition(given: unknown): MatchDefinition {
  const parsed = definitionSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new HostError('VALIDATION_FAILED', { errors });
}

export function checkedType(type: string): RecordType {
  if (type !== 'NONE' && isRecordType(type)) return type;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'type', message: 'is no record type' }] });
}

/** What an operator may switch on as it is. */
export interface MatchSuggestion extends MatchRuleInput {
  readonly key: string;
}

const NAMES = ['firstName', 'lastName'];

export const SUGGESTIONS: readonly MatchSuggestion[] = [
  suggestion('customer-email', 'CUSTOMER', 'Same e-mail', [{ fields: ['email'], form: 'email' }]),
  {
    ...suggestion('customer-phone-name', 'CUSTOMER', 'Same phone and name', [
      { fields: ['phone'], form: 'phone' },
      { fields: NAMES, form: 'name' },
    ]),
    countryField: 'country',
  },
  suggestion('customer-company-zip', 'CUSTOMER', 'Same company and postal code', [
    { fields: ['company'], form: 'company' },
    { fields: ['zip'], form: 'name' },
  ]),
  suggestion('customer-tax-id', 'CUSTOMER', 'Same tax number', [{ fields: ['taxId'], form: 'name' }]),
  suggestion('product-sku', 'PRODUCT', 'Same SKU', [{ fields: ['sku'], form: 'exact' }]),
  suggestion('product-barcode', 'PRODUCT', 'Same barcode', [{ fields: ['barcode'], form: 'exact' }]),
  suggestion('variant-sku', 'PRODUCT_VARIANT', 'Same SKU', [{ fields: ['sku'], form: 'exact' }]),
  suggestion('variant-barcode', 'PRODUCT_VARIANT', 'Same barcode', [{ fields: ['barcode'], form: 'exact' }]),
  suggestion('location-code', 'LOCATION', 'Same code', [{ fields: ['code'], form: 'exact' }]),
  suggestion('employee-email', 'EMPLOYEE', 'Same e-mail', [{ fields: ['email'], form: 'email' }]),
  suggestion('gift-card-number', 'GIFT_CARD', 'Same number', [{ fields: ['number'], form: 'exact' }]),
];

function suggestion(
  key: string,
  type: RecordType,
  name: string,
  parts: MatchDefinition['parts'],
): MatchSuggestion {
  return { key, type, name, parts };
}
