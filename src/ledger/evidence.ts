import type { AttemptRow } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import { forgetAttempts, insertAttempts } from './statements/request-statements.js';

/** Evidence of a turn of a request. */
export interface Evidence {
  readonly request: number;
  readonly attempt: Omit<AttemptRow, 'number'>;
}

/** Evidence of the newest attempts is kept. */
const MOST_ATTEMPTS = 100;

/** What failed behind the commit that settled its request. */
export const KEEP_EVIDENCE: WriteKind<Evidence, void> = {
  name: 'evidence',
  isPatient: true,
  weigh: () => 2,
  async write(tx, items) {
    await writeAttempts(tx, items);
    return items.map(() => undefined);
  },
};

export async function writeAttempts(tx: Tx, evidence: readonly Evidence[]): Promise<void> {
  const numbered = await tx.many(
    insertAttempts,
    evidence.map(({ request, attempt: { at, tookMs, failure, message, facts } }) => ({
      request,
      at,
      took_ms: Math.round(tookMs),
      failure,
      message,
      facts: JSON.stringify(facts),
    })),
  );
  await tx.many(
    forgetAttempts,
    numbered
      .filter(({ number }) => number > MOST_ATTEMPTS)
      .map(({ request, number }) => ({ request, number: number - MOST_ATTEMPTS })),
  );
}
