import { HostError } from '../errors/index.js';

/** Longest configuration transaction: as PostgreSQL's idle_in_transaction_session_timeout is set. */
const LONGEST_TRANSACTION_MS = 10_000;

/** Answers what `work` answers, unless it takes longer than a transaction may. What it does later is its own affair. */
export async function withinTransactionTime<T>(
  work: Promise<T>,
  limitMs = LONGEST_TRANSACTION_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const error = new HostError('INTERNAL', {
      detail: `a transaction was open for ${limitMs} ms`,
    });
    timer = setTimeout(() => reject(error), limitMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
