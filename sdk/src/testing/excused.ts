import { existsSync, readFileSync } from 'node:fs';

/**
 * The scopes of a folder that have no fixture, with the reason why: its `excused.json`. None where there is none; throws
 * for one that is no JSON.
 */
export function readExcused(folder: URL): Readonly<Record<string, string>> {
  const file = new URL('excused.json', folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
