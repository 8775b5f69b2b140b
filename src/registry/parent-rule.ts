import { RECORD_TYPES, type AnyConnector, type RecordHandlers, type RecordType } from '@hookyard/sdk';

/** How records of a type name the record that carries them. */
export interface ParentRule {
  readonly type: RecordType;
  parentOf: NonNullable<RecordHandlers['parent']>;
}

const TYPES = Object.keys(RECORD_TYPES) as (keyof typeof RECORD_TYPES)[];

/** Null where records of the type travel alone: the connector has no rule, or no type carries them. */
export function parentRuleOf({ records }: AnyConnector, type: RecordType): ParentRule | null {
  const handlers = records?.[type];
  const carrier = handlers?.parent ? parentTypeOf(type) : null;
  if (!handlers?.parent || carrier === null) return null;
  return { type: carrier, parentOf: (id, element) => handlers.parent?.(id, element) ?? null };
}

/** The type of the records that carry records of this one, by its name: CUSTOMER_ADDRESS lies in a CUSTOMER. */
function parentTypeOf(type: RecordType): RecordType | null {
  const carriers = TYPES.filter((name) => type.startsWith(`${name}_`));
  return carriers.reduce<RecordType | null>(
    (longest, name) => (name.length > (longest?.length ?? 0) ? name : longest),
    null,
  );
}
