import type { Json, JsonObject } from '@hookyard/sdk';

import { rootOfImport } from '../flow/index.js';
import type { HandChange, Hub, HubRecord, LinkedRecord, RecordChange } from '../hub/index.js';
import type { ConnectionView } from '../registry/index.js';

import { RowReading } from './columns.js';
import type { Chunk, DatasetRow } from './dataset.store.js';
import { columnsNow } from './datasets.service.js';
import type { ImportRow } from './import.store.js';
import type { ImportWalk, ImportWalkOptions, WantedRow } from './import-walk.js';
import { draftOfRemoval, externalIdOf } from './row-drafts.js';

export interface UndoWalkOptions extends ImportWalkOptions {
  readonly walk: ImportWalk;
  readonly hub: Pick<Hub, 'linked' | 'read'>;
  /** False where something of it had moved meanwhile. */
  readonly changeByHand: (change: HandChange) => Promise<boolean>;
}

/** An import writes a record once for each of its rows: so many rows of one key are gone back over. */
const MOST_CHANGES = 50;

/**
 * Takes an import back, its last rows first. What it made and nobody changed since is removed, as the scope's delete
 * guard allows; what it changed gets the values it had. What somebody changed since is left as it is, and said.
 */
export class UndoWalk {
  constructor(private readonly options: UndoWalkOptions) {}

  /** The rows of one commit of the import, backwards; null where there are no more. */
  async queueRows(
    row: ImportRow,
    dataset: DatasetRow,
    view: ConnectionView,
  ): Promise<ImportRow | undefined | null> {
    const { imports, datasets, recordTypes, walk } = this.options;
    const undone = row.undoes ?? 0;
    const outcomes = await imports.outcomesOf(undone, row.far.place - 1);
    const chunk = outcomes && (await datasets.chunkOf(dataset.id, outcomes.first));
    if (!outcomes || !chunk) return null;
    const { fields } = await recordTypes.get(dataset.tenant, dataset.type);
    const reading = new RowReading(
      columnsNow(dataset, fields),
      dataset.reading?.header ?? [],
      dataset.ask.key,
    );
    const wanted = outcomes.letters.split('').map((): WantedRow => NOTHING_DONE);
    for (let place = outcomes.letters.length - 1; place >= 0; place -= 1) {
      const letter = outcomes.letters[place];
      if (letter !== 'c' && letter !== 'u') continue;
      const number = outcomes.first + place;
      const externalId = nameOf(chunk, { dataset, reading, number });
      wanted[place] = await this.wanted({ row, undone, dataset, view, externalId, number });
    }
    const far = { ...row.far, place: outcomes.first };
    return walk.queue({ ...row, far }, outcomes.first, wanted);
  }

  private async wanted(of: UndoOf): Promise<WantedRow> {
    const { hub } = this.options;
    const { view, dataset, externalId, row, number } = of;
    const linked = await hub.linked({ connection: view.number, type: dataset.type, externalId });
    if (!linked) return kept('nothing is linked to it any more');
    const { record } = linked;
    const history = await hub.read.history(record.id, { limit: MOST_CHANGES });
    const way = wayBack(record, history, { undone: rootOfImport(of.undone), undo: rootOfImport(row.id) });
    switch (way.kind) {
      case 'kept':
        return kept(way.why);
      case 'over':
        return { letter: 'r', note: null };
      case 'remove': {
        const root = rootOfImport(row.id);
        return {
          draft: draftOfRemoval(
            { view, dataset, root },
            { externalId, version: record.version, row: number },
          ),
        };
      }
      case 'restore':
        return (await this.restore(of, linked, way.fields)) ? { letter: 'r', note: null } : kept(SINCE);
    }
  }

  /** The link forgets what the rows held: brought again, they are compared with what the hub holds then. */
  private restore({ row }: UndoOf, { link, record }: LinkedRecord, fields: JsonObject): Promise<boolean> {
    const { tenant, mode, type, id, version } = record;
    const changed = Object.entries(fields).map(([name, old]) => [name, [record.data[name] ?? null, old]]);
    return this.options.changeByHand({
      actor: { tenant, id: row.ask.actor },
      audit: {
        action: 'import.restore',
        subject: row.publicId,
        after: { record: id, fields: Object.keys(fields) },
      },
      events: [{ mode, type, action: 'UPDATED', record: id }],
      effects: (at) => ({
        record: {
          id,
          tenant,
          mode,
          type,
          at,
          expected: version,
          data: JSON.stringify({ ...record.data, ...fields }),
          deletedAt: null,
          changed: JSON.stringify(Object.fromEntries(changed)),
          root: rootOfImport(row.id),
          connection: null,
        },
        linkChange: {
          id: link.id,
          expected: link.generation,
          state: link.state,
          baseline: null,
          isOwnWrite: false,
          remoteVersion: link.remoteVersion,
          recordVersion: link.recordVersion,
          at,
        },
      }),
    });
  }
}

interface UndoOf {
  readonly row: ImportRow;
  readonly undone: number;
  readonly dataset: DatasetRow;
  readonly view: ConnectionView;
  readonly externalId: string;
  readonly number: number;
}

const SINCE = 'it was changed since';
const NOTHING_DONE: WantedRow = { letter: 's', note: 'it changed nothing' };

function kept(note: string): WantedRow {
  return { letter: 'k', note };
}

function nameOf(
  { first, rows }: Chunk,
  { dataset, reading, number }: { dataset: DatasetRow; reading: RowReading; number: number },
): string {
  return externalIdOf(dataset, reading.read(rows[number - first] ?? null), number);
}

type WayBack =
  | { readonly kind: 'over' | 'remove' }
  | { readonly kind: 'kept'; readonly why: string }
  | { readonly kind: 'restore'; readonly fields: JsonObject };

interface Roots {
  /** Of the import that is taken back, and of its undo. */
  readonly undone: number;
  readonly undo: number;
}

/** From the newest change back over those of the import: what was before the first of them. */
export function wayBack(record: HubRecord, history: readonly RecordChange[], roots: Roots): WayBack {
  const [newest] = history;
  if (newest?.version === record.version && newest.root === roots.undo) return { kind: 'over' };
  const why = whyKept(record, newest, roots);
  if (why !== null) return { kind: 'kept', why };
  const before = history.findIndex(({ root }) => root !== roots.undone);
  const changes = before < 0 ? history : history.slice(0, before);
  if (changes.at(-1)?.version === 1) return { kind: 'remove' };
  return before < 0 ? { kind: 'kept', why: 'its history is gone' } : heldBefore(record, changes);
}

/** `changes`: the newest first. */
function heldBefore(record: HubRecord, changes: readonly RecordChange[]): WayBack {
  const fields: Record<string, Json> = {};
  for (const [name, [old]] of changes.flatMap(({ changed }) => Object.entries(changed))) {
    if (name.endsWith(' (not taken)')) continue;
    if (isOfChild(name, record)) return { kind: 'kept', why: 'it changed a list of children' };
    fields[name] = (old ?? null) as Json;
  }
  return { kind: 'restore', fields };
}

function whyKept(record: HubRecord, newest: RecordChange | undefined, { undone }: Roots): string | null {
  if (record.erasedAt !== null) return 'it was erased';
  if (record.mergedInto !== null) return 'it was merged';
  if (newest?.version !== record.version) return 'its history is gone';
  return newest.root === undone ? null : SINCE;
}

function isOfChild(name: string, { data }: HubRecord): boolean {
  return name.includes('.') && !Object.hasOwn(data, name);
}
