import { CommandError, EXIT } from './exit-codes.js';

export function modeOf(mode: string): 'live' | 'sandbox' {
  if (mode === 'live' || mode === 'sandbox') return mode;
  throw new CommandError(EXIT.usage, `${mode} is neither live nor sandbox`);
}

/** `name=value`, gathered by name. */
export function collected(
  given: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const at = given.indexOf('=');
  if (at < 1) throw new CommandError(EXIT.usage, `${given} is not name=value`);
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(EXIT.usage, `${text} is no JSON`);
  }
}
