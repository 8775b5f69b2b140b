import type Database from 'better-sqlite3';

import { aSqliteStore, type TestDatabase } from '../kit/databases.js';
import { ledgerContract } from './ledger.contract.js';

ledgerContract({
  make: aSqliteStore,
  async fillDisk({ store }: TestDatabase) {
    const { databaseConnection } = store.dataSource.driver as unknown as {
      databaseConnection: Database.Database;
    };
    const pages = databaseConnection.pragma('page_count', { simple: true }) as number;
    databaseConnection.pragma(`max_page_count = ${pages}`);
    return async () => {
      databaseConnection.pragma('max_page_count = 1000000');
    };
  },
});
