import { Invalid, textOf, type Json } from '@hookyard/sdk';

/** Paths of the API have no other characters; a segment of dots alone would climb out of the repository. */
const ID = /^(?!\.+\/)[\w.-]+\/(?!\.+(?:\/|$))[\w.-]+(?:\/(?!\.+(?:\/|$))[\w.-]+)*$/;

/**
 * An id is the record's own path below `/repos/`: `octo/hello/issues/12`. GitHub's numbers alone would not find a record:
 * issues are read by the number their repository gives them. Names are the same in capitals.
 */
export function normalized(raw: string): string {
  return raw.trim().toLowerCase();
}

/** The path a record is read at. */
export function pathOf(id: string): string {
  if (!ID.test(id)) throw new Invalid(`'${id}' is no path of a record below /repos/`);
  return `/repos/${id}`;
}

/** The id in a record's own address. */
export function idOfUrl(url: Json | undefined): string {
  return normalized(/\/repos\/(.+)$/.exec(textOf(url) ?? '')?.[1] ?? '');
}
