import { isHostError } from './errors/index.js';

/** An error as a person at a terminal reads it. */
export function problemText(error: unknown, begins: string): string {
  if (!isHostError(error)) return `${begins}: ${error instanceof Error ? error.stack : String(error)}`;
  const problems = (error.details.errors ?? []).map(({ field, message }) => `\n  - ${field} ${message}`);
  const what = [error.entry.meaning, error.details.subject, problems.length ? '' : error.details.detail];
  return `${begins}: ${what.filter(Boolean).join(': ')}${problems.join('')}\nRemedy: ${error.entry.remedy}`;
}
