import type { AnyConnector, KnownRecordType, RecordField, RecordFields } from '@hookyard/sdk';

import { KNOWN_TYPES } from './known-types.js';

/** Fields by the name of their type. */
export type DeclaredFields = Readonly<Record<string, RecordFields>>;

/** What connectors declare of one type. */
export interface ConnectorsType {
  readonly description: string;
  readonly fields: RecordFields;
  /** Names of connectors. */
  readonly by: readonly string[];
}

/** A field of a connector's declaration that cannot be, and why. */
export interface TypeClash {
  readonly field: string;
  readonly message: string;
}

export function hostFields(type: string): RecordFields {
  return KNOWN_TYPES[type as KnownRecordType]?.fields ?? {};
}

/** All that is declared of a type in the hub: by the host, and what the tenant has beside it. */
export function fieldsInHub(type: string, declared: DeclaredFields | undefined): RecordFields {
  return { ...hostFields(type), ...declared?.[type] };
}

/** What several connectors declare together; of a field that two declare, the first one's. */
export function typesOf(connectors: readonly AnyConnector[]): ReadonlyMap<string, ConnectorsType> {
  const types = new Map<string, ConnectorsType>();
  for (const { name, recordTypes = {} } of connectors) {
    for (const [type, declared] of Object.entries(recordTypes)) {
      if (!declared) continue;
      const before = types.get(type);
      types.set(type, {
        description: before?.description || declared.description,
        fields: { ...declared.fields, ...before?.fields },
        by: [...(before?.by ?? []), name],
      });
    }
  }
  return types;
}

/** What connectors declare, and what the tenant declares beside it; undefined: nothing. */
export function joinDeclared(
  connectors: ReadonlyMap<string, ConnectorsType>,
  own: DeclaredFields | undefined,
): DeclaredFields | undefined {
  if (connectors.size === 0) return own;
  const fields = [...connectors].map(([type, declared]) => [type, { ...declared.fields, ...own?.[type] }]);
  return { ...own, ...(Object.fromEntries(fields) as DeclaredFields) };
}

/** Where a connector's types contradict the host's, or those of others; the same said twice is none. */
export function typeClashes(connector: AnyConnector, others: readonly AnyConnector[]): TypeClash[] {
  const types = Object.entries(connector.recordTypes ?? {});
  return types.flatMap(([type, declared]) =>
    Object.entries(declared?.fields ?? {}).flatMap(([name, field]) => {
      const subject = `recordTypes.${type}.fields.${name}`;
      if (Object.hasOwn(hostFields(type), name)) {
        return [{ field: subject, message: 'is declared by the host. Leave it out: it is there.' }];
      }
      const other = others.find((one) => contradicts(field, one.recordTypes?.[type as 'x:']?.fields[name]));
      if (!other) return [];
      const message = `is declared in another way by the connector ${other.name}. Declare it alike, or name the field or the type otherwise.`;
      return [{ field: subject, message }];
    }),
  );
}

function contradicts(one: RecordField, other: RecordField | undefined): boolean {
  if (!other) return false;
  if (one.kind !== other.kind) return true;
  return Object.entries(one.fields ?? {}).some(([name, field]) => contradicts(field, other.fields?.[name]));
}
