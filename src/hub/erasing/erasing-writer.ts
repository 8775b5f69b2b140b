import type { Tx } from '../../store/index.js';
import type { ErasingWrite } from '../hub-effects.js';
import { markErased, putErasure, reopenErasure } from './erasing-statements.js';

/** What else a system sends of an erased record in this time is erased with it. */
const GATHERED_MS = 2_000;

/** Behind the writes of the records, which are empty now. */
export async function writeErasing(tx: Tx, writes: readonly ErasingWrite[]): Promise<void> {
  for (const write of writes) {
    const { record, at } = write;
    if (write.kind === 'again') {
      await tx.many(reopenErasure, [{ record, due: at + GATHERED_MS }]);
      continue;
    }
    const { tenant, records, actor, reason } = write;
    await tx.many(
      markErased,
      records.map((id) => ({ id, at })),
    );
    await tx.many(putErasure, [{ record, tenant, records: JSON.stringify(records), actor, reason, at }]);
  }
}
