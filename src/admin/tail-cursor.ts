/** How far a stream was told, to be carried on by whichever process is asked next. */
export interface TailCursor {
  readonly hooks: number;
  readonly verdicts: number;
  readonly requests: number;
  /** The oldest request that was not over when this was told: from there on requests are looked at again. */
  readonly unfinished: number;
  /** When it was told: what had ended before was told, too. */
  readonly at: number;
}

const PARTS = 5;

/** The `id` of an event. */
export function cursorText({ hooks, verdicts, requests, unfinished, at }: TailCursor): string {
  return [hooks, verdicts, requests, unfinished, at].map((part) => part.toString(36)).join('.');
}

/** Null for a text that never was one. */
export function cursorOf(text: string): TailCursor | null {
  const parts = text.split('.').map((part) => (/^[0-9a-z]{1,11}$/.test(part) ? parseInt(part, 36) : NaN));
  if (parts.length !== PARTS || !parts.every(Number.isSafeInteger)) return null;
  const [hooks = 0, verdicts = 0, requests = 0, unfinished = 0, at = 0] = parts;
  return { hooks, verdicts, requests, unfinished, at };
}
