import { z } from 'zod';

import {
  RECORD_TYPES,
  SCOPE_ACTIONS,
  type KnownRecordType,
  type RecordType,
  type ScopeAction,
} from './vocabulary.js';

const KNOWN_TYPES = new Set(Object.keys(RECORD_TYPES));
/** How a record type of a connector's or an operator's own is written. */
export const OWN_TYPE = /^x:[A-Z][A-Z0-9_]{0,59}$/;
const DIRECTIONS = ['TO', 'FROM'] as const;
const SYNC_TYPES = ['ADD', 'UPDATE', 'ADD_AND_UPDATE', 'DELETE', 'DELETE_TRIGGERED_UPDATE'] as const;

/** Whether a text is a record type: one the host declares, or one of a connector's own (`x:VEHICLE`). */
export function isRecordType(text: unknown): text is RecordType {
  return typeof text === 'string' && (KNOWN_TYPES.has(text) || OWN_TYPE.test(text));
}

/** Whether a text is a scope action. */
export function isScopeAction(text: unknown): text is ScopeAction {
  return typeof text === 'string' && Object.hasOwn(SCOPE_ACTIONS, text);
}

/** Checks a record type. */
export const recordTypeSchema: z.ZodType<RecordType> = z.custom<RecordType>(isRecordType, {
  error: `must be a record type like ${'PRODUCT' satisfies KnownRecordType}, or one of your own like x:VEHICLE`,
});

/** Checks a scope action. */
export const scopeActionSchema: z.ZodType<ScopeAction> = z.custom<ScopeAction>(isScopeAction, {
  error: `must be one of ${Object.keys(SCOPE_ACTIONS).join(', ')}`,
});

/** Checks a direction. */
export const directionSchema = z.enum(DIRECTIONS);

/** Checks a sync type. */
export const syncTypeSchema = z.enum(SYNC_TYPES);

/** Checks that an expression is there; whether it is valid JSONata the host says when it compiles it. */
export const expressionSchema = z
  .string()
  .trim()
  .min(1, 'is an empty expression')
  .max(16_384, 'is longer than 16,384 characters');
