/** What a caller learns of one code. */
export interface ErrorEntry {
  readonly status: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  readonly level: 'error' | 'warn' | 'info';
  /** One line, no full stop. */
  readonly meaning: string;
  readonly remedy: string;
}

// oxlint-disable-next-line max-params -- five columns of one table, each in its place
export function entry(
  status: number,
  retryable: boolean,
  level: ErrorEntry['level'],
  meaning: string,
  remedy: string,
): ErrorEntry {
  return { status, retryable, level, meaning, remedy };
}
