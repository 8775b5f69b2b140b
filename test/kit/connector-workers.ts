import type { PoolLimits } from '../../src/registry/isolation/connector-pool.js';
import {
  ConnectorWorkers,
  type ConnectorWorkersOptions,
} from '../../src/registry/isolation/connector-workers.js';

export interface SaidByWorkers {
  readonly lines: { readonly id: string; readonly message: string }[];
  readonly deaths: string[];
}

/** Workers of connectors as a host has them, ended with the test. */
export class TestWorkers extends ConnectorWorkers implements AsyncDisposable {
  readonly said: SaidByWorkers;

  constructor(limits: Partial<PoolLimits> = {}, options: Partial<ConnectorWorkersOptions> = {}) {
    const said: SaidByWorkers = { lines: [], deaths: [] };
    super({
      limits: {
        processes: 1,
        heapMb: 64,
        memoryMb: 256,
        silentMs: 1_000,
        idleMs: 60_000,
        callMs: 5_000,
        ...limits,
      },
      now: () => Date.now(),
      onLine: (id, { message }) => void said.lines.push({ id, message }),
      onDeath: (_id, reason) => void said.deaths.push(reason),
      ...options,
    });
    this.said = said;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }
}
