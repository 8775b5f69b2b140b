import type { Json } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { SurvivorRule, SurvivorRules } from '../hub/index.js';
import { SURVIVOR_RULES, type MergeAskBody } from './merge.dto.js';

const MOST_FIELDS = 500;

/** The rules as the hub reads them; connections by number. */
export function rulesOf(
  { otherwise = 'filled', fields = {} }: NonNullable<MergeAskBody['rules']>,
  numberOf: (connection: string) => number,
): SurvivorRules {
  const entries = Object.entries(fields);
  if (entries.length > MOST_FIELDS) throw invalid('rules.fields', `names more than ${MOST_FIELDS} fields`);
  return {
    otherwise,
    fields: Object.fromEntries(entries.map(([field, rule]) => [field, ruleOf(field, rule, numberOf)])),
  };
}

function ruleOf(field: string, rule: Json, numberOf: (connection: string) => number): SurvivorRule {
  const named = SURVIVOR_RULES.find((one) => one === rule);
  if (named) return named;
  const keys = typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? Object.keys(rule) : [];
  if (keys.length === 1) {
    const { connection, value } = rule as { readonly connection?: Json; readonly value?: Json };
    if (value !== undefined) return { value };
    if (typeof connection === 'string') return { connection: numberOf(connection) };
  }
  const message = `is none of ${SURVIVOR_RULES.join(', ')}, {"connection": …} or {"value": …}`;
  throw invalid(`rules.fields.${field.slice(0, 100)}`, message);
}

function invalid(field: string, message: string): HostError {
  return new HostError('VALIDATION_FAILED', { errors: [{ field, message }] });
}
