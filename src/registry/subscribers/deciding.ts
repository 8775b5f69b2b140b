import type { Mode, RecordType } from '@hookyard/sdk';

import type { DecisionStep } from '../../flow/index.js';
import type { HandlerView } from './handler-view.js';

/** Who decides about what, for one version of the configuration. */
export class Deciding {
  private readonly byId = new Map<string, HandlerView>();
  private readonly byQueue = new Map<number, HandlerView>();
  private readonly byPlace = new Map<string, HandlerView[]>();

  constructor(handlers: readonly HandlerView[]) {
    for (const one of handlers) {
      this.byId.set(one.id, one);
      this.byQueue.set(one.queue, one);
      if (one.state !== 'active' || one.isRemoved) continue;
      for (const step of one.definition.steps) {
        const place = placeOf(one.tenant, one.mode, step);
        this.byPlace.set(place, [...(this.byPlace.get(place) ?? []), one].toSorted(inOrder));
      }
    }
  }

  /** In the order they are asked; asked for every record that is written, so nothing is looked at where nobody decides. */
  of(tenant: number, mode: Mode, type: RecordType, step: DecisionStep): readonly HandlerView[] {
    if (this.byPlace.size === 0) return NOBODY;
    const handlers = this.byPlace.get(placeOf(tenant, mode, step));
    if (!handlers) return NOBODY;
    return handlers.filter(({ definition: { recordTypes } }) => recordTypes?.includes(type) ?? true);
  }

  get all(): readonly HandlerView[] {
    return [...this.byId.values()];
  }

  handlerById(id: string): HandlerView | undefined {
    return this.byId.get(id);
  }

  ofQueue(queue: number): HandlerView | undefined {
    return this.byQueue.get(queue);
  }
}

const NOBODY: readonly HandlerView[] = [];

function inOrder(one: HandlerView, other: HandlerView): number {
  return one.definition.priority - other.definition.priority || one.number - other.number;
}

function placeOf(tenant: number, mode: Mode, step: DecisionStep): string {
  return `${tenant}\n${mode}\n${step}`;
}
