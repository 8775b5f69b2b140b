import {
  isRecordType,
  RECORD_TYPES,
  type JsonObject,
  type KnownRecordType,
  type RecordFields,
  type RecordTypeDeclaration,
} from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { Actor } from './configuration-writer.js';
import { RecordTypeRow } from './record-type.entity.js';
import { declarationOf, readDeclared, touchConnections } from './record-type.store.js';
import { checkedDeclaration } from './record-types/declaration.schema.js';
import { hostFields, type ConnectorsType } from './record-types/declared-types.js';
import { jsonSchemaOf } from './record-types/json-schema.js';
import { KNOWN_TYPES } from './record-types/known-types.js';
import type { RegistryParts } from './registry-parts.js';

/** Who declares fields of a type. */
export type Declarer =
  | { readonly kind: 'host' }
  | { readonly kind: 'connector'; readonly name: string }
  | { readonly kind: 'tenant' };

/** A type of record as the API shows it. */
export interface RecordTypeInfo extends RecordTypeDeclaration {
  readonly name: string;
  /** Its number on the wire of other platforms of the family; null for types of connectors and operators. */
  readonly number: number | null;
  /** No field is declared: whatever is mapped is taken. */
  readonly isOpen: boolean;
  /** Who declares fields of it. */
  readonly declaredBy: readonly Declarer[];
  /** The fields the tenant declared itself. */
  readonly ownFields: RecordFields;
  readonly schema: JsonObject;
}

const OPEN: RecordTypeDeclaration = { description: 'Open: no field is declared', fields: {} };

/** The catalogue of record types: what the host and connectors declare, and what a tenant adds to it. */
export class RecordTypes {
  constructor(private readonly parts: Pick<RegistryParts, 'readSource' | 'shelf' | 'writer'>) {}

  async list(tenant: number): Promise<RecordTypeInfo[]> {
    const own = await this.own(tenant);
    const there = this.parts.shelf.recordTypes(tenant);
    const names = new Set([...Object.keys(RECORD_TYPES), ...there.keys(), ...own.keys()]);
    names.delete('NONE');
    return [...names].map((name) => infoOf(name, there.get(name), own.get(name)));
  }

  async get(tenant: number, name: string): Promise<RecordTypeInfo> {
    const own = (await this.own(tenant)).get(name);
    const there = this.parts.shelf.recordTypes(tenant).get(name);
    if (name === 'NONE' || !(own || there || Object.hasOwn(RECORD_TYPES, name))) throw unknown(name);
    return infoOf(name, there, own);
  }

  /** Declares a type, or the fields the tenant has beside the host's; what it declared before is replaced. */
  async declare(actor: Actor, name: string, given: unknown): Promise<RecordTypeInfo> {
    const declaration = checkedDeclaration(given);
    if (name === 'NONE' || !isRecordType(name))
      throw invalid('name', 'is no record type, nor one like x:VEHICLE');
    const { tenant } = actor;
    const there = this.parts.shelf.recordTypes(tenant).get(name);
    refuseTaken(declaration, name, there);
    await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const row = await manager.findOneBy(RecordTypeRow, { tenant, name });
      const before = row ? declarationOf(row) : undefined;
      const definition = JSON.stringify(declaration);
      const saved = row ?? manager.create(RecordTypeRow, { tenant, name, createdAt: now });
      await manager.save(RecordTypeRow, Object.assign(saved, { definition, updatedAt: now }));
      await touchConnections(tx, tenant, now);
      audit({ action: 'record-type.declare', subject: name, before, after: declaration });
    });
    return infoOf(name, there, declaration);
  }

  async remove(actor: Actor, name: string): Promise<void> {
    const { tenant } = actor;
    await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const row = await manager.findOneBy(RecordTypeRow, { tenant, name });
      if (!row) throw unknown(name);
      await manager.delete(RecordTypeRow, { id: row.id });
      await touchConnections(tx, tenant, now);
      audit({ action: 'record-type.remove', subject: name, before: declarationOf(row) });
    });
  }

  private async own(tenant: number): Promise<ReadonlyMap<string, RecordTypeDeclaration>> {
    const rows = await readDeclared(this.parts.readSource, tenant);
    return new Map(rows.map((row) => [row.name, declarationOf(row)]));
  }
}

function refuseTaken(
  { fields }: RecordTypeDeclaration,
  name: string,
  there: ConnectorsType | undefined,
): void {
  for (const field of Object.keys(fields)) {
    if (Object.hasOwn(hostFields(name), field)) throw invalid(`fields.${field}`, 'is declared by the host');
    if (there && Object.hasOwn(there.fields, field)) {
      throw invalid(`fields.${field}`, `is declared by the connector ${there.by.join(' and ')}`);
    }
  }
}

function infoOf(
  name: string,
  there: ConnectorsType | undefined,
  own: RecordTypeDeclaration | undefined,
): RecordTypeInfo {
  const known = KNOWN_TYPES[name as KnownRecordType];
  const fields = { ...known?.fields, ...there?.fields, ...own?.fields };
  const description = own?.description || there?.description || (known ?? OPEN).description;
  return {
    name,
    number: RECORD_TYPES[name as KnownRecordType] ?? null,
    description,
    fields,
    declaredBy: declarersOf(known, there, own),
    ownFields: own?.fields ?? {},
    isOpen: Object.keys(fields).length === 0,
    schema: jsonSchemaOf(name, { description, fields }),
  };
}

function declarersOf(
  known: RecordTypeDeclaration | undefined,
  there: ConnectorsType | undefined,
  own: RecordTypeDeclaration | undefined,
): readonly Declarer[] {
  return [
    ...(known ? [{ kind: 'host' as const }] : []),
    ...(there?.by ?? []).map((name) => ({ kind: 'connector' as const, name })),
    ...(own ? [{ kind: 'tenant' as const }] : []),
  ];
}

function unknown(name: string): HostError {
  return new HostError('NOT_FOUND', { subject: name.slice(0, 100) });
}

function invalid(field: string, message: string): HostError {
  return new HostError('VALIDATION_FAILED', { errors: [{ field, message }] });
}
