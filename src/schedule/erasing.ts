import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { Erasure, Erasures, Hub, Link } from '../hub/index.js';
import type { ErasingTally, TraceErasing, TraceName } from '../ledger/index.js';

export interface ErasingOptions {
  readonly erasures: Erasures;
  readonly hub: Pick<Hub, 'read'>;
  readonly traces: TraceErasing;
  readonly clock: Clock;
  /** Every connection of a tenant, removed ones too where they are known. */
  readonly connectionsOf: (tenant: number) => readonly number[];
  /** Takes the values out of what is kept to be told of a record; answers the deliveries of each piece. */
  readonly untell: (record: number) => AsyncIterable<readonly number[]>;
  /** Takes out what else is kept of a record under the names its sources have for it; steps of a commit. */
  readonly alsoUnname: (tenant: number, names: readonly TraceName[]) => AsyncIterable<void>;
  readonly alsoForget: (requests: readonly number[]) => Promise<void>;
  readonly onErased: (erasure: Erasure, tally: ErasingTally) => void;
}

/** Steps of one turn: each is a commit at the most, and other chores wait meanwhile. */
const STEPS_PER_TURN = 50;
/** What was still open is looked at again then. */
const LATER_MS = 5_000;
const LOOK_EVERY_MS = 500;

interface Run {
  readonly erasure: Erasure;
  readonly tally: ErasingTally;
  readonly steps: AsyncGenerator<void>;
}

/**
 * Carries erasures out, some steps a turn. Where it is stands nowhere: after a crash it begins again and finds what is
 * left, and two processes at one erasure find what the other left.
 */
export class Erasing {
  private current: Run | undefined;
  private lookedAt = -Infinity;

  constructor(private readonly options: ErasingOptions) {}

  /** True while there is more to do at once. */
  async run(): Promise<boolean> {
    this.current ??= await this.next();
    if (!this.current) return false;
    const run = this.current;
    try {
      for (let step = 0; step < STEPS_PER_TURN; step += 1) {
        if (!(await run.steps.next()).done) continue;
        this.current = undefined;
        await this.end(run);
        return true;
      }
    } catch (error) {
      this.current = undefined;
      ignore(error, 'an erasure begins again');
    }
    return true;
  }

  private async next(): Promise<Run | undefined> {
    const { clock, erasures } = this.options;
    if (clock.monotonic() - this.lookedAt < LOOK_EVERY_MS) return undefined;
    this.lookedAt = clock.monotonic();
    const erasure = await erasures.due();
    if (!erasure) return undefined;
    const tally = { requests: 0, cut: 0, dropped: 0, isWaiting: false };
    return { erasure, tally, steps: this.steps(erasure, tally) };
  }

  private async end({ erasure, tally }: Run): Promise<void> {
    const { isWaiting, ...counts } = tally;
    await this.options.erasures.end(erasure, counts, isWaiting ? LATER_MS : null);
    if (!isWaiting) this.options.onErased(erasure, tally);
  }

  private async *steps(erasure: Erasure, tally: ErasingTally): AsyncGenerator<void> {
    const { erasures, hub, traces, alsoForget, alsoUnname } = this.options;
    yield* erasures.pieces(erasure, hub.read);
    for (const record of erasure.records)
      for await (const requests of this.options.untell(record)) {
        await traces.requests(requests, tally, alsoForget);
        yield;
      }
    const names = await this.namesOf(erasure);
    yield* alsoUnname(erasure.tenant, names);
    yield* traces.pieces(names, tally, alsoForget);
  }

  /** As its systems know it, and as the hub tells them of it. */
  private async namesOf({ tenant, records }: Erasure): Promise<TraceName[]> {
    const { hub, connectionsOf } = this.options;
    const links = (await Promise.all(records.map((record) => hub.read.links(record)))).flat();
    const found = await Promise.all(records.map((record) => hub.read.record(record)));
    const incoming = links.map((link) => incomingOf(tenant, link));
    const connections = [...new Set([...connectionsOf(tenant), ...links.map((link) => link.connection)])];
    const outgoing = found.flatMap((record) =>
      record
        ? connections.map((connection) => ({
            tenant,
            connection,
            direction: 'FROM' as const,
            type: record.type,
            recordId: String(record.id),
          }))
        : [],
    );
    return [...incoming, ...outgoing];
  }
}

function incomingOf(tenant: number, { connection, type, externalId }: Link): TraceName {
  return { tenant, connection, direction: 'TO', type, recordId: externalId };
}
