import type { Direction, RecordType, SyncType } from '@hookyard/sdk';
import type { EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import type { DeleteGuard } from './directory.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { ScopeRow } from './scope.entity.js';

/** Guards that act by a mapping collection, and which (S6.1). */
const NEEDED: Readonly<Partial<Record<DeleteGuard, SyncType>>> = {
  update: 'DELETE_TRIGGERED_UPDATE',
  delete: 'DELETE',
};

/** A guard that acts by a collection is set only where there is one: else every delete would end `no-mapping`. */
export async function refuseUnserved(manager: EntityManager, scope: Omit<ScopeRow, 'id'>): Promise<void> {
  const { connection, type, direction, guard } = scope;
  const syncType = NEEDED[guard];
  if (!syncType || (await isServed(manager, { connection, type, direction, syncType }))) return;
  const message = `needs a ${syncType} collection of ${type} ${direction} that is switched on`;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'guard', message }] });
}

/** After a change or the removal of a collection: what it was may be what a guard needs. */
export async function refuseUnserving(
  manager: EntityManager,
  before: Pick<MappingCollectionRow, 'connection' | 'direction' | 'publicId' | 'syncType' | 'type'>,
): Promise<void> {
  const { connection, type, direction, syncType, publicId } = before;
  const guard = (Object.keys(NEEDED) as DeleteGuard[]).find((one) => NEEDED[one] === syncType);
  if (!guard) return;
  const scopes = await manager.findBy(ScopeRow, { connection, type, direction, guard });
  if (scopes.length === 0 || (await isServed(manager, { connection, type, direction, syncType }))) return;
  const names = scopes.map(({ name }) => name).join(', ');
  throw new HostError('CONFLICT', {
    subject: publicId,
    detail: `the guard '${guard}' of ${names} acts by it; set the guard to off or unlink first`,
  });
}

interface Needed {
  readonly connection: number;
  readonly type: RecordType;
  readonly direction: Direction;
  readonly syncType: SyncType;
}

async function isServed(manager: EntityManager, needed: Needed): Promise<boolean> {
  return (await manager.countBy(MappingCollectionRow, { ...needed, isEnabled: true })) > 0;
}

/** What whoever lets deletes through should know (DOMAIN part 3, rule 7: enabling them comes with a warning). */
export function guardWarnings(
  row: Pick<
    ScopeRow,
    'brakeMost' | 'brakePercent' | 'direction' | 'guard' | 'isEnabled' | 'settleSeconds' | 'type'
  >,
): string[] {
  const { guard, direction, type } = row;
  if (guard === 'off') return [];
  const warnings = [direction === 'TO' ? INTO_HUB[guard](type) : OUT_OF_HUB[guard](type)];
  if (row.settleSeconds === 0)
    warnings.push(
      'With a settle time of 0 deletes run at once: nothing can overtake them, and the brake sees none.',
    );
  else if (row.brakeMost === null && row.brakePercent === null)
    warnings.push('There is no brake: any number of deletes runs without a person having been asked.');
  return warnings;
}

type Effects = Readonly<Record<Exclude<DeleteGuard, 'off'>, (type: string) => string>>;

const INTO_HUB: Effects = {
  unlink: (type) =>
    `A delete at this system ends its link to the hub's ${type}. Seen again, it is matched anew.`,
  update: (type) =>
    `A delete at this system changes the hub's ${type} by its delete-triggered mapping, and all that listen hear of it.`,
  delete: (type) =>
    `A delete at this system deletes the hub's ${type}, and at every other system what its own guard allows. ` +
    'Consider a delete-triggered update instead.',
};

const OUT_OF_HUB: Effects = {
  unlink: (type) => `A ${type} deleted in the hub stays in this system, no longer linked.`,
  update: (type) => `A ${type} deleted in the hub is changed in this system by its delete-triggered mapping.`,
  delete: (type) =>
    `A ${type} deleted in the hub is deleted in this system, too; the hub can bring its own back, this system may not. ` +
    'Consider a delete-triggered update instead.',
};
