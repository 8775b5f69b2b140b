import type { Tx } from '../../store/index.js';
import type { LinkMove, MergeWrite, RecordWrite } from '../hub-effects.js';
import { insertMerge, moveLinks, openLinks, setMerged, undoMerge } from './merge-statements.js';

/** Which merges would leave a link behind: one came to a record, or went, since its links were read. */
export async function incomplete(tx: Tx, merges: readonly MergeWrite[]): Promise<ReadonlySet<MergeWrite>> {
  const rows = await tx.many(
    openLinks,
    merges.flatMap(({ known }) => known.map(({ record }) => ({ record }))),
  );
  const present = Map.groupBy(rows, ({ record }) => record);
  return new Set(
    merges.filter(({ known }) =>
      known.some(({ record, links }) => {
        const ids = (present.get(record) ?? []).map(({ id }) => id);
        return ids.length !== links.length || !links.every((id) => ids.includes(id));
      }),
    ),
  );
}

/** Everything was locked and compared before. */
export async function writeMerges(
  tx: Tx,
  of: {
    readonly merges: readonly MergeWrite[];
    readonly records: readonly RecordWrite[];
    readonly moves: readonly LinkMove[];
  },
): Promise<void> {
  const { merges, records, moves } = of;
  const merged = records.flatMap((record) =>
    record.merged === undefined
      ? []
      : [{ id: record.id, mergedInto: record.merged?.into ?? null, mergedBy: record.merged?.by ?? null }],
  );
  if (merged.length > 0) await tx.many(setMerged, merged);
  if (moves.length > 0)
    await tx.many(
      moveLinks,
      moves.map(({ id, record, isPrimary, recordVersion, at }) => ({
        id,
        record,
        isPrimary: isPrimary ? 1 : 0,
        recordVersion,
        at,
      })),
    );
  for (const { id, row } of merges) {
    if (row.kind === 'made') await tx.many(insertMerge, [{ id, ...row.values }]);
    else await tx.many(undoMerge, [{ id, at: row.at, facts: row.facts }]);
  }
}
