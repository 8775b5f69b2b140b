import { unpack } from './packing.js';
import type { StoredRequest } from './reads.js';
import type { RequestRow } from './statements/request-columns.js';
import { storedRequest } from './stored-rows.js';

/** A payload that is its hook's body may have been packed since. */
export function shownRequests(rows: readonly RequestRow[]): Promise<StoredRequest[]> {
  return Promise.all(
    rows.map(async (row) => {
      const payload = row.packed ? (await unpack(row.packed)).toString('utf8') : row.payload;
      return storedRequest({ ...row, payload });
    }),
  );
}
