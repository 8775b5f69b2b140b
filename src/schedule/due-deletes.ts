import type { Clock } from '../clock/index.js';
import type { LinkReads } from '../hub/index.js';
import type { DeleteWindow, WaitingDeletes } from '../ledger/index.js';
import type { Metrics } from '../observe/index.js';
import type { DeleteBrake, DirectorySource } from '../registry/index.js';

import { brakeOf, overBrake } from './delete-brake.js';

/** A window that was held, for the log. */
export interface HeldWindow {
  readonly connection: number;
  readonly direction: 'TO' | 'FROM';
  readonly type: string;
  readonly waiting: number;
  readonly over: string;
}

export interface DueDeletesOptions {
  readonly deletes: Pick<WaitingDeletes, 'hold' | 'releaseDue' | 'windows'>;
  readonly links: Pick<LinkReads, 'countLive'>;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'deletesWaited' | 'deletesWaiting'>;
  readonly onBrake: (held: HeldWindow) => void;
}

/**
 * Looks at the deletes that wait, window by window. First the brake: a window that has too many is held as a whole,
 * and so is whatever comes while a person has not decided on all of it. Only what passes is released when it is due.
 * Any number of processes may look at once.
 */
export class DueDeletes {
  constructor(private readonly options: DueDeletesOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { deletes, metrics } = this.options;
    const windows = await deletes.windows();
    let hasMore = false;
    for (const window of windows) hasMore = (await this.look(window)) || hasMore;
    metrics.deletesWaiting({
      settling: windows.reduce((sum, { settling }) => sum + settling, 0),
      held: windows.reduce((sum, { held }) => sum + held, 0),
    });
    return hasMore;
  }

  private async look(window: DeleteWindow): Promise<boolean> {
    const { deletes, clock, metrics } = this.options;
    if (window.settling === 0) return false;
    if (await this.isHeld(window)) return false;
    if (window.nextDueAt === null || window.nextDueAt > clock.now()) return false;
    const released = await deletes.releaseDue(window);
    metrics.deletesWaited('released', released);
    return released > 0;
  }

  private async isHeld(window: DeleteWindow): Promise<boolean> {
    const { deletes, clock, metrics } = this.options;
    const over = window.held > 0 ? (window.brake?.over ?? 'held') : await this.over(window);
    if (over === null) return false;
    const waiting = window.settling + window.held;
    const held = await deletes.hold(window, window.brake ?? { at: clock.now(), waiting, over });
    metrics.deletesWaited('braked', held);
    if (window.held === 0 && held > 0) this.tell(window, over);
    return true;
  }

  /** What the window has more of than its brake allows; null: it passes. */
  private async over(window: DeleteWindow): Promise<string | null> {
    const { directory, links } = this.options;
    const queue = directory.current().queue(window.queue);
    const view = queue && directory.current().connection(queue.connection);
    if (!queue || !view) return null;
    const brake: DeleteBrake = brakeOf(view.scopes[queue.direction].values(), window.type);
    return overBrake(brake, window.settling, (most) =>
      links.countLive({ connection: queue.connection, type: window.type }, most),
    );
  }

  private tell({ queue, type, settling }: DeleteWindow, over: string): void {
    const { directory, onBrake } = this.options;
    const view = directory.current().queue(queue);
    if (view)
      onBrake({ connection: view.connection, direction: view.direction, type, waiting: settling, over });
  }
}
