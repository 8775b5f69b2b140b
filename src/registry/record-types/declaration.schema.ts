import { recordTypeDeclarationSchema, type RecordTypeDeclaration } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';

/** A declaration that may be saved; throws VALIDATION_FAILED with everything that is wrong. */
export function checkedDeclaration(given: unknown): RecordTypeDeclaration {
  const parsed = recordTypeDeclarationSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new HostError('VALIDATION_FAILED', { errors });
}
