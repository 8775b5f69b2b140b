export interface EndedDuring {
  /** A write was asked for: nobody knows what it came to. */
  readonly hasWritten: boolean;
  /** Nothing else ran in the worker: it was this call that it ended over. */
  readonly isAlone: boolean;
}

/** The worker of a connector ended while a call ran in it. What the call did outside stands. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';

  constructor(
    message: string,
    readonly during: EndedDuring,
  ) {
    super(message);
  }
}
