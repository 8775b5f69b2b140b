import type { AnyConnector } from '@hookyard/sdk';

import { answersLater } from '../../expressions/index.js';
import { ConnectorPool, type PoolLimits, type PoolOptions, type PoolState } from './connector-pool.js';
import { standIn } from './facts.js';
import { KnownIds } from './known-ids.js';

export interface ConnectorWorkersOptions extends Pick<PoolOptions, 'now' | 'onLine' | 'onDeath'> {
  readonly limits: PoolLimits;
}

/** A connector that runs elsewhere, as the host holds it. */
export interface OpenedConnector {
  readonly connector: AnyConnector;
  /** Something took its place: what is under way goes on. */
  retire(): void;
}

/** The connectors that run in workers, each in its own. */
export class ConnectorWorkers {
  private readonly pools = new Set<ConnectorPool>();

  constructor(private readonly options: ConnectorWorkersOptions) {}

  /** Loads a module in a process of its own. Rejects with why it cannot be loaded. */
  async open(entry: string, from: string): Promise<OpenedConnector> {
    const known = new KnownIds();
    const pool = new ConnectorPool({ ...this.options, id: from, entry, onIds: (ids) => known.add(ids) });
    this.pools.add(pool);
    const retire = (): void => {
      this.pools.delete(pool);
      pool.retire();
    };
    try {
      const connector = standIn(await pool.open(), known.before(pool.call)) as AnyConnector;
      Object.values(connector.functions ?? {}).forEach(answersLater);
      pool.name(`${connector.name}@${connector.version}`);
      return { connector, retire };
    } catch (error) {
      retire();
      throw error;
    }
  }

  /** How the workers of each connector do. */
  states(): readonly PoolState[] {
    return [...this.pools].map((pool) => pool.state());
  }

  end(): void {
    for (const pool of this.pools) pool.end();
    this.pools.clear();
  }
}
