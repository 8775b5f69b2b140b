import { z } from 'zod';

import type { Place } from './scheme.js';

/** An HTTP header's name (RFC 9110, token). */
export const headerName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is no header name');
/** The name of a query value or form field. */
export const valueName = z.string().min(1).max(200);
/** A dotted path. */
export const bodyPath = z
  .string()
  .max(200)
  .regex(/^[^.\s]+(\.[^.\s]+)*$/, "must be a dotted path like 'a.b.0.c'")
  .refine((path) => path.split('.').length <= 16, 'is deeper than 16 levels');
/** The name of a secret. */
export const secretName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'must be a name of letters, digits, - and _');

/** The four keys of a place. */
export const placeKeys = {
  header: headerName.optional(),
  query: valueName.optional(),
  body: bodyPath.optional(),
  form: valueName.optional(),
};

/** Refuses an object with none, or more than one, of the keys. */
export function oneOf(...keys: readonly string[]): (value: object, context: z.RefinementCtx) => void {
  return (value, context) => {
    const given = keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined);
    if (given.length === 1) return;
    const message =
      given.length === 0
        ? `one of ${keys.join(', ')} must be given`
        : `only one of ${given.join(', ')} can be given`;
    context.addIssue({ code: 'custom', message });
  };
}

/** Exactly one of header, query, body and form. */
export const placeSchema = z
  .strictObject(placeKeys)
  .superRefine(oneOf('header', 'query', 'body', 'form')) as unknown as z.ZodType<Place>;
