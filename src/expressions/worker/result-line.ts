import { HostError, type ErrorCode } from '../../errors/index.js';
import type { Evaluated } from '../compiled.js';
import { toHostError } from '../jsonata-error.js';

/** One result as a line: `+` and the value, `-` and the error, `~` for nothing. */
export function valueLine(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? '~' : `+${text}`;
}

export function errorLine(thrown: unknown): string {
  const { code, details } = toHostError(thrown);
  return `-${JSON.stringify({ code, detail: details.detail })}`;
}

export function readResultLine(line: string): Evaluated {
  const content = line.slice(1);
  if (line.startsWith('+')) return { value: JSON.parse(content) as unknown };
  if (!line.startsWith('-')) return { value: undefined };
  const { code, detail } = JSON.parse(content) as { code: ErrorCode; detail?: string };
  return { value: undefined, error: new HostError(code, { detail }) };
}
