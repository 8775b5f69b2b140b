import type { HubEffects } from '../hub-effects.js';
import type { HubRecord } from '../hub-record.js';
import type { Hub } from '../hub.js';
import { MOST_DEPTH } from './follow-merged.js';
import type { RecordMerge } from './merge-record.js';
import { mergeEffects, planMerge, type Gathered, type MergePlan } from './plan-merge.js';
import { planUndo, undoEffects, type UndoPlan } from './plan-undo.js';
import type { SurvivorRules } from './survivors.js';

const MOST_CHANGES = 500;
/** Merges into one record that are looked at; more were undone or stand behind these. */
const MOST_MERGES = 200;

/** Makes one record of several, and several of one: what would be done, and the effects that do it. */
export class Merging {
  constructor(private readonly hub: Pick<Hub, 'nextRecordId' | 'read'>) {}

  async plan(winner: HubRecord, losers: readonly HubRecord[], rules: SurvivorRules): Promise<MergePlan> {
    const [first, ...others] = await Promise.all([winner, ...losers].map((record) => this.gather(record)));
    return planMerge(first as Gathered, others, rules);
  }

  /** Why a plan cannot be carried out; null: it can. */
  async whyNot({ winner, losers }: MergePlan): Promise<string | null> {
    const depth = await this.depthOf([winner, ...losers]);
    return depth > MOST_DEPTH
      ? `merges would stand on each other ${depth} high; ${MOST_DEPTH} is the most`
      : null;
  }

  /** The number of the merge, and what does it. */
  async effects(
    plan: MergePlan,
    actor: string,
  ): Promise<{ id: number; effects: (at: number) => HubEffects }> {
    const id = await this.hub.nextRecordId();
    const depth = await this.depthOf([plan.winner, ...plan.losers]);
    return { id, effects: (at) => mergeEffects(plan, { id, depth, actor, at }) };
  }

  /** The merge that has to be undone before this one; null: none. */
  async laterThan({ id, winner, tenant }: RecordMerge): Promise<number | null> {
    const record = await this.hub.read.record(winner);
    if (record && record.mergedBy !== null) return record.mergedBy;
    const merges = await this.hub.read.merges({ tenant, winner, limit: MOST_MERGES });
    return merges.find((one) => one.id > id && one.undoneAt === null)?.id ?? null;
  }

  async undoPlan(merge: RecordMerge): Promise<UndoPlan | null> {
    const losers = await Promise.all(merge.detail.losers.map(({ record }) => this.hub.read.record(record)));
    const winner = await this.hub.read.record(merge.winner);
    const own = losers.flatMap((loser) => (loser?.mergedBy === merge.id ? [loser] : []));
    if (!winner || winner.erasedAt !== null || own.length !== losers.length) return null;
    return planUndo(merge, await this.gather(winner), own);
  }

  undoEffects(merge: RecordMerge, plan: UndoPlan): (at: number) => HubEffects {
    return (at) => undoEffects(merge, plan, at);
  }

  private async gather(record: HubRecord): Promise<Gathered> {
    const [links, history] = await Promise.all([
      this.hub.read.links(record.id),
      this.hub.read.history(record.id, { limit: MOST_CHANGES }),
    ]);
    return { record, links: links.filter(({ state }) => state !== 'ended'), history };
  }

  private async depthOf(gathered: readonly Gathered[]): Promise<number> {
    const below = await Promise.all(
      gathered.map(({ record: { id, tenant } }) =>
        this.hub.read.merges({ tenant, winner: id, limit: MOST_MERGES }),
      ),
    );
    const open = below.flat().filter(({ undoneAt }) => undoneAt === null);
    return 1 + Math.max(0, ...open.map(({ depth }) => depth));
  }
}
