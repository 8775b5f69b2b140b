import type { Clock } from '../clock/index.js';
import { HostError, isHostError } from '../errors/index.js';
import { rootOfImport, type Draft, type GatedRequest, type VerdictRow } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { Enqueued, LedgerReads } from '../ledger/index.js';
import type { ConnectionView, DirectorySource, Registry } from '../registry/index.js';
import type { Tx } from '../store/index.js';

import { RowReading } from './columns.js';
import type { DatasetRow, DatasetStore } from './dataset.store.js';
import { columnsNow } from './datasets.service.js';
import { outcomesAtOnce, packOutcomes, type ImportRow, type ImportStore } from './import.store.js';
import { NO_COUNTS, added, settled, type Counts, type OutcomeLetter, type Outcomes } from './outcomes.js';
import { draftOfRow } from './row-drafts.js';

/** Queues requests in a commit of their own; `also` is written in it, and knows what became of them. */
export type EnqueueAlso = (change: {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  readonly also: (tx: Tx, enqueued: readonly Enqueued[]) => Promise<void>;
}) => Promise<unknown>;

export interface ImportWalkOptions {
  readonly imports: ImportStore;
  readonly datasets: DatasetStore;
  readonly directory: DirectorySource;
  readonly recordTypes: Pick<Registry['recordTypes'], 'get'>;
  readonly clock: Clock;
  readonly reads: Pick<LedgerReads, 'endsBySeq'>;
  readonly enqueueAlso: EnqueueAlso;
  /** Whether the tenant may have more requests open. */
  readonly hasRoom: (tenant: number) => boolean;
  readonly added: (tenant: number, count: number) => void;
  /** Rows of one import under way at a time. */
  readonly mostOpen: number;
  /** Of rows that came to an end, once their commit is made. */
  readonly onRows: (counts: Counts) => void;
}

/** A commit of so many requests holds the event loop about 3 ms. */
export const ROWS_PER_COMMIT = 250;
const CHUNKS_LOOKED_AT = 50;

/** One row on its way into the queue: its draft, or why there is none. */
export type WantedRow =
  { readonly draft: Draft } | { readonly letter: OutcomeLetter; readonly note: string | null };

/** What an import, and an undo of one, do with rows: queue some hundred at a time, and look what became of them. */
export class ImportWalk {
  constructor(private readonly options: ImportWalkOptions) {}

  /** What came to an end since it was looked at last. */
  async settle(row: ImportRow): Promise<ImportRow | undefined> {
    const { imports, reads, clock } = this.options;
    if (row.far.open === 0) return row;
    const open = await imports.openOutcomes(row.id, CHUNKS_LOOKED_AT);
    const seqs = open.flatMap(({ letters, requests }) =>
      requests.filter((seq, place) => seq !== null && letters[place] === 'o'),
    ) as number[];
    const ends = new Map((await reads.endsBySeq(seqs)).map((end) => [end.seq, end]));
    const looked = open.map((outcomes) => settled(outcomes, ends)).filter(({ over }) => over !== '');
    if (looked.length === 0) return row;
    const over = looked.map((one) => one.over).join('');
    const far = { ...row.far, open: row.far.open - over.length, counts: added(row.far.counts, over) };
    const packed = await Promise.all(looked.map(({ outcomes }) => packOutcomes(outcomes)));
    const next = { ...row, far };
    const moved = await imports.move(next, clock.now(), (tx) => imports.putOutcomes(tx, row.id, packed));
    if (moved) this.options.onRows(added(NO_COUNTS, over));
    return moved;
  }

  /** The rows of one commit; undefined where a person moved the import meanwhile, null where there are no more rows. */
  async queueRows(
    row: ImportRow,
    dataset: DatasetRow,
    view: ConnectionView,
  ): Promise<ImportRow | undefined | null> {
    const { datasets, recordTypes } = this.options;
    const { place } = row.far;
    const chunk = await datasets.chunkOf(dataset.id, place);
    if (!chunk) return null;
    const { fields } = await recordTypes.get(dataset.tenant, dataset.type);
    const reading = new RowReading(
      columnsNow(dataset, fields),
      dataset.reading?.header ?? [],
      dataset.ask.key,
    );
    const skipped = new Set(chunk.skipped);
    const from = place - chunk.first;
    const rows = chunk.rows.slice(from, from + ROWS_PER_COMMIT);
    const of = { view, dataset, action: row.action, root: rootOfImport(row.id) };
    const wanted = rows.map((raw, at): WantedRow => {
      if (skipped.has(from + at)) return { letter: 's', note: 'a person left it out' };
      const read = reading.read(raw);
      const [problem] = read.problems;
      if (!problem) return { draft: draftOfRow(of, read, place + at) };
      return { letter: 'b', note: [problem.column, problem.message].filter(Boolean).join(' ') };
    });
    return this.queue({ ...row, far: { ...row.far, place: place + rows.length } }, place, wanted);
  }

  /** In one commit with the place behind them: each is queued once, whatever process dies. */
  async queue(row: ImportRow, first: number, wanted: readonly WantedRow[]): Promise<ImportRow | undefined> {
    const { enqueueAlso, added: addedTo, onRows } = this.options;
    const { requests, verdicts, ...placed } = await this.judged(first, wanted);
    let moved: ImportRow | undefined;
    const also = async (tx: Tx, enqueued: readonly Enqueued[]): Promise<void> => {
      moved = await this.keep(tx, row, withRequests(placed, enqueued));
    };
    try {
      await enqueueAlso({ requests, verdicts, also });
    } catch (error) {
      if (isHostError(error) && error.code === 'CONFLICT') return undefined;
      throw error;
    }
    addedTo(row.tenant, requests.length);
    onRows(added(NO_COUNTS, placed.letters));
    return moved;
  }

  private async judged(first: number, wanted: readonly WantedRow[]): Promise<JudgedRows> {
    const { directory, clock } = this.options;
    const drafted = wanted.flatMap((one, place) => ('draft' in one ? [{ place, draft: one.draft }] : []));
    const drafts = drafted.map(({ draft }) => draft);
    const judged = await judge(drafts, { directory: directory.current(), now: clock.now() });
    const letters = wanted.map((one) => ('letter' in one ? one.letter : 'o'));
    const notes: Record<number, string> = {};
    for (const [place, one] of wanted.entries()) if ('letter' in one && one.note) notes[place] = one.note;
    const refused = judged.verdicts.values();
    const places: number[] = [];
    for (const [index, request] of judged.requestOf.entries()) {
      const place = drafted[index]?.place ?? 0;
      if (request !== null) places[request] = place;
      else {
        letters[place] = 's';
        notes[place] = refused.next().value?.ruling.verdict ?? 'unresolved';
      }
    }
    return { first, letters, notes, places, requests: judged.requests, verdicts: judged.verdicts };
  }

  /** Undoes the commit where the import was moved meanwhile. */
  private async keep(tx: Tx, row: ImportRow, outcomes: Outcomes): Promise<ImportRow> {
    const { imports, clock } = this.options;
    const packed = outcomesAtOnce(outcomes);
    const over = outcomes.letters.replaceAll('o', '');
    const far = { ...row.far, open: row.far.open + packed.open, counts: added(row.far.counts, over) };
    const moved = await imports.moveIn(tx, { ...row, far }, clock.now());
    if (!moved) throw new HostError('CONFLICT', { subject: row.publicId, detail: 'it was moved meanwhile' });
    await imports.putOutcomes(tx, row.id, [packed]);
    return moved;
  }
}

interface PlacedRows {
  readonly first: number;
  readonly letters: readonly string[];
  readonly notes: Readonly<Record<number, string>>;
  /** Of each request the place of its row. */
  readonly places: readonly number[];
}

interface JudgedRows extends PlacedRows {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
}

function withRequests(
  { first, letters, notes, places }: PlacedRows,
  enqueued: readonly Enqueued[],
): Outcomes {
  const requests = letters.map((): number | null => null);
  for (const [index, one] of enqueued.entries())
    requests[places[index] ?? 0] =
      one.kind === 'duplicate' ? null : one.kind === 'queued' ? one.seq : one.into;
  return { first, letters: letters.join(''), requests, notes };
}
