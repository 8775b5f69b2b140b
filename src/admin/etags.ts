import { createHash } from 'node:crypto';

/**
 * A strong entity tag. With `state` its first part stands for what people change, the second for every byte: what a
 * poll moves by itself makes another tag, and refuses no change.
 */
export function entityTag(payload: string, state?: string): string {
  return `"${state === undefined ? '' : `${digest(state)}.`}${digest(payload)}"`;
}

/** `If-None-Match`: whether the caller has this answer already. */
export function isKnown(header: string, tag: string): boolean {
  return tagsIn(header).some((known) => known === '*' || known.replace(/^W\//, '') === tag);
}

/** `If-Match`: whether the caller read what is there now; a weak tag says nothing about that. */
export function isUnchanged(header: string, tag: string): boolean {
  return tagsIn(header).some((read) => read === '*' || stateOf(read) === stateOf(tag));
}

function stateOf(tag: string): string {
  return /^"([^."]+)/.exec(tag)?.[1] ?? tag;
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}

/** 96 bits: two versions of one resource do not meet by chance. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
