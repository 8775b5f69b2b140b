import { RECORD_TYPES, type RecordType } from '@hookyard/sdk';

const TYPES = Object.keys(RECORD_TYPES) as (keyof typeof RECORD_TYPES)[];

/** The type of the records that carry records of this one, by its name: CUSTOMER_ADDRESS lies in a CUSTOMER. */
export function parentTypeOf(type: RecordType): RecordType | null {
  const carriers = TYPES.filter((name) => type.startsWith(`${name}_`));
  return carriers.reduce<RecordType | null>(
    (longest, name) => (name.length > (longest?.length ?? 0) ? name : longest),
    null,
  );
}
