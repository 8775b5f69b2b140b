import type { DirectorySource } from '../registry/index.js';

import { Breaker } from './breaker.js';

/** What this process knows of one queue. */
export interface QueueBreaker {
  readonly breaker: Breaker;
  readonly configVersion: number;
  /** The last hold told: a thousand requests that meet one tell it once. */
  toldUntil: number;
}

/** The breakers of queues, each under one configuration of its connection. */
export class QueueBreakers {
  private readonly known = new Map<number, QueueBreaker>();

  constructor(private readonly directory: DirectorySource) {}

  /** A changed configuration may have mended what held the queue: it begins with a clean slate. */
  of(queue: number, configVersion: number): QueueBreaker {
    const known = this.known.get(queue);
    if (known?.configVersion === configVersion) return known;
    const made = { breaker: known?.breaker.renewed() ?? new Breaker(), configVersion, toldUntil: 0 };
    this.known.set(queue, made);
    return made;
  }

  /** Whatever its configuration was. */
  last(queue: number): QueueBreaker | undefined {
    return this.known.get(queue);
  }

  /** What is known of a queue under the present configuration of its connection. */
  present(queue: number): Breaker | undefined {
    const known = this.known.get(queue);
    if (!known) return undefined;
    const directory = this.directory.current();
    const view = directory.connection(directory.queue(queue)?.connection ?? 0);
    return view?.configVersion === known.configVersion ? known.breaker : undefined;
  }
}
