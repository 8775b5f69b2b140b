import type { Clock } from '../../clock/index.js';
import type { ConnectionView, Directory } from '../../registry/index.js';
import type { Store } from '../../store/index.js';

import { Budget } from './budget.js';
import { BudgetStore } from './budget.store.js';

export interface BudgetsOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** This process, among those that share the database. */
  readonly process: string;
  directory(): Directory;
  /** This process heard of a quota of which nobody knew: the others are to ask for it. */
  readonly onQuota: () => void;
}

/** The budgets of all queues, as this process knows them. */
export class Budgets {
  readonly kept: BudgetStore;
  private readonly known = new Map<number, { readonly budget: Budget; version: number }>();
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly options: BudgetsOptions) {
    this.kept = new BudgetStore(options.store);
  }

  /** Another process heard of a quota. */
  outdate(): void {
    for (const { budget } of this.known.values()) budget.outdate();
  }

  now(): number {
    return this.options.clock.now();
  }

  onRoom(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The budget of a queue under the present configuration of its connection; undefined where that was removed. */
  of(queue: number): Budget | undefined {
    const directory = this.options.directory();
    const place = directory.queue(queue);
    const view = place && directory.connection(place.connection);
    if (!place || !view) return undefined;
    let known = this.known.get(queue);
    if (!known) {
      known = { budget: this.made(view, place.direction), version: -1 };
      this.known.set(queue, known);
    }
    if (known.version !== view.configVersion) {
      const { limits } = view.connector.definition;
      const { headers, estimates } = limits ?? {};
      known.budget.follow({ limits: view.limits[place.direction], headers, estimates });
      known.version = view.configVersion;
    }
    return known.budget;
  }

  private made(view: ConnectionView, direction: 'TO' | 'FROM'): Budget {
    const { clock, process, store, onQuota } = this.options;
    return new Budget({
      connection: view.number,
      direction,
      clock,
      process,
      // On the embedded database one process is alone with its data directory.
      isAlone: store.engine === 'sqlite',
      exchange: (ask) => this.kept.exchange(ask),
      onQuota,
      onRoom: () => {
        for (const listener of this.listeners) listener();
      },
    });
  }
}
