import { Inject, Injectable } from '@nestjs/common';

import type { MergeDecisions } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { AskedRecord, Question } from '../flow/index.js';
import {
  decidedMerge,
  type HandChange,
  type HandEvent,
  type HubRecord,
  type MergePlan,
  type RecordMerge,
  type UndoPlan,
} from '../hub/index.js';
import { actorOf } from './actor.js';
import { CHANGE_BY_HAND, HUB, MERGE_DECISIONS, MERGING, type AdminParts } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { rulesOf } from './merge-rules.js';
import { eventsOf, writesOf, type MergeWrite } from './merge-writes.js';
import type { MergeAskBody } from './merge.dto.js';
import { Records } from './records.service.js';
import { Visibility } from './visibility.service.js';

/** A merge that was thought through. */
export interface PlannedMerge {
  readonly plan: MergePlan;
  readonly writes: readonly MergeWrite[];
}

/** A transfer may change one of the records between the look and the commit: it is looked at again. */
const MOST_TRIES = 5;
/** A record with more links cannot be read whole. */
const MOST_LINKS = 500;

/** Makes one record of several, and several of one again. */
@Injectable()
export class Merges {
  // oxlint-disable-next-line max-params -- injected
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(MERGING) private readonly merging: AdminParts['merging'],
    @Inject(MERGE_DECISIONS) private readonly decisions: MergeDecisions,
    @Inject(CHANGE_BY_HAND) private readonly changeByHand: AdminParts['changeByHand'],
    private readonly records: Records,
    private readonly see: Visibility,
  ) {}

  async plan(caller: Caller, body: MergeAskBody): Promise<PlannedMerge> {
    const { winner, losers } = await this.checked(caller, body);
    const numberOf = (id: string): number => this.see.connection(caller.tenant, id).number;
    const plan = await this.merging.plan(winner, losers, rulesOf(body.rules ?? {}, numberOf));
    const why =
      plan.links.length >= MOST_LINKS
        ? `they have ${plan.links.length} links`
        : await this.merging.whyNot(plan);
    if (why !== null) throw refused(body.winner, why);
    return { plan, writes: await this.writesOf(caller.tenant, plan, body) };
  }

  async merge(caller: Caller, body: MergeAskBody): Promise<RecordMerge> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { planned, decision } = await this.decided(caller, body, await this.plan(caller, body));
      const { id, effects } = await this.merging.effects(planned.plan, caller.keyId);
      const { changed, losers } = planned.plan;
      const isMade = await this.changeByHand({
        actor: actorOf(caller),
        effects,
        audit: {
          action: 'record.merge',
          subject: body.winner,
          after: {
            merge: this.see.id('mrg', id),
            losers: losers.map(({ record }) => this.see.id('rec', record.id)),
            fields: Object.keys(changed),
            ...(decision ? { decision } : {}),
          },
        },
        events: eventsOf(planned.plan, planned.writes),
      });
      if (isMade) return this.find(caller, this.see.id('mrg', id));
    }
    throw new HostError('CONFLICT', {
      subject: body.winner,
      detail: 'transfers keep changing these records',
    });
  }

  /** As its handler wants it; nothing of it is done where that does not. */
  private async decided(
    { tenant }: Caller,
    body: MergeAskBody,
    planned: PlannedMerge,
  ): Promise<{ readonly planned: PlannedMerge; readonly decision: string | null }> {
    const { mode, type } = planned.plan.winner.record;
    const decision = await this.decisions.of({ tenant, mode, type, question: questionOf(planned.plan) });
    if (!decision) return { planned, decision: null };
    const { answer, reason, handler, name, by, id, record } = decision;
    if (answer === 'skip' || answer === 'reject') {
      const said = `${by === 'operator' ? 'an operator decided' : `handler ${name} decided`} ${answer}`;
      throw refused(body.winner, reason === null ? said : `${said}: ${reason}`);
    }
    const its = by === 'handler' ? { ...planned.plan, handler } : planned.plan;
    if (!record) return { planned: { ...planned, plan: its }, decision: id };
    const plan = decidedMerge(its, record);
    return { planned: { plan, writes: await this.writesOf(tenant, plan, body) }, decision: id };
  }

  private writesOf(
    tenant: number,
    plan: MergePlan,
    { losersThere = 'keep' }: MergeAskBody,
  ): Promise<MergeWrite[]> {
    return writesOf(plan, { views: this.see.connections(tenant), losersThere });
  }

  async undo(caller: Caller, id: string): Promise<RecordMerge> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const merge = await this.find(caller, id);
      await caller.expects?.confirm();
      const plan = await this.undoable(merge, id);
      const change: HandChange = {
        actor: actorOf(caller),
        effects: this.merging.undoEffects(merge, plan),
        audit: {
          action: 'record.unmerge',
          subject: id,
          before: { winner: this.see.id('rec', merge.winner) },
        },
        events: undoEvents(plan),
      };
      if (await this.changeByHand(change)) return this.find(caller, id);
    }
    throw new HostError('CONFLICT', { subject: id, detail: 'transfers keep changing these records' });
  }

  async find({ tenant }: Caller, id: string): Promise<RecordMerge> {
    const merge = await this.hub.read.merge(this.see.seq('mrg', id));
    if (!merge || merge.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return merge;
  }

  private async undoable(merge: RecordMerge, id: string): Promise<UndoPlan> {
    if (merge.undoneAt !== null) throw notUndoable(id, 'it is undone');
    const later = await this.merging.laterThan(merge);
    if (later !== null) throw notUndoable(id, `${this.see.id('mrg', later)} came after it: undo that first`);
    const plan = await this.merging.undoPlan(merge);
    if (!plan) throw notUndoable(id, 'a record of it is no longer there, or belongs to another merge');
    return plan;
  }

  private async checked(
    caller: Caller,
    body: MergeAskBody,
  ): Promise<{ winner: HubRecord; losers: HubRecord[] }> {
    if (new Set([body.winner, ...body.losers]).size <= body.losers.length)
      throw refused(body.winner, 'a record is named twice');
    const winner = await this.records.find(caller, body.winner);
    const losers = await Promise.all(body.losers.map((id) => this.records.find(caller, id)));
    for (const [index, one] of [winner, ...losers].entries()) {
      const id = [body.winner, ...body.losers][index] ?? '';
      if (one.mergedInto !== null)
        throw refused(id, `it was merged into ${this.see.id('rec', one.mergedInto)}: name that one`);
      if (one.deletedAt !== null) throw refused(id, 'it is deleted: bring it back first');
      if (one.type !== winner.type) throw refused(id, `it is a ${one.type}, and the winner a ${winner.type}`);
      if (one.mode !== winner.mode) throw refused(id, `it is ${one.mode}, and the winner is ${winner.mode}`);
    }
    return { winner, losers };
  }
}

function questionOf({ winner, losers, data, changed }: MergePlan): Question {
  const asked = ({ record: { id, version, data: held } }: MergePlan['winner']): AskedRecord => ({
    record: id,
    version,
    data: held,
  });
  return {
    step: 'merge',
    recordType: winner.record.type,
    connection: null,
    externalId: null,
    incoming: data,
    stored: asked(winner),
    changes: Object.fromEntries(
      Object.entries(changed).map(([field, [before, after]]) => [field, [before, after]]),
    ),
    losers: losers.map(asked),
  };
}

/** Each record is told to the systems that have it, and a restored one also to those that lost it. */
function undoEvents({ winner, losers, links, facts }: UndoPlan): HandEvent[] {
  const { mode, type } = winner.record;
  return [winner.record, ...losers].flatMap(({ id }) => {
    const has = links.filter(({ record }) => record === id).map(({ link }) => link.connection);
    const lost = facts.lostLinks.filter(({ record }) => record === id).map(({ connection }) => connection);
    const only = [...new Set([...has, ...lost])];
    return only.length === 0 ? [] : [{ mode, type, action: 'UPDATED' as const, record: id, only }];
  });
}

function refused(subject: string, detail: string): HostError {
  return new HostError('MERGE_REFUSED', { subject, detail });
}

function notUndoable(subject: string, detail: string): HostError {
  return new HostError('UNDO_REFUSED', { subject, detail });
}
