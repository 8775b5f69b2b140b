import type { DataSource } from 'typeorm';

import type { Clock } from '../clock/index.js';
import type { Store } from '../store/index.js';
import type { Vault } from '../vault/index.js';
import type { ConfigurationRows } from './configuration-rows.store.js';
import type { ConfigurationWriter } from './configuration-writer.js';
import type { DirectorySource } from './directory.js';
import type { ConnectorWorkers } from './isolation/connector-workers.js';
import type { ConnectorShelf } from './connector-shelf.js';

/** What the services of the registry share. */
export interface RegistryParts {
  readonly writer: ConfigurationWriter;
  readonly rows: ConfigurationRows;
  readonly readSource: DataSource;
  readonly read: Store['read'];
  readonly shelf: ConnectorShelf;
  readonly directory: DirectorySource;
  readonly vault: Vault;
  readonly workers: Pick<ConnectorWorkers, 'states'>;
  readonly clock: Clock;
  /** Where senders call, without a slash at the end. */
  readonly publicUrl: string;
  holdQueues(connection: number, code: string): Promise<void>;
  freeQueues(connection: number): Promise<void>;
}
