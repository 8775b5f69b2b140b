import { failureOf } from '../failures.js';

/** What is read, or null where the system says that it is not there: `unlessGone(() => http.get('/customers/1'))`. */
export async function unlessGone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}
