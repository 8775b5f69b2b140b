import { hash } from 'node:crypto';

/**
 * The key of a create: the same for every try until the record has a link, whichever request makes it (S4.3). A link
 * that ended raises the generation, so a record made anew is not taken for the old one.
 */
export function createKey(facts: {
  connection: string;
  type: string;
  record: number;
  generation: number;
}): string {
  return digest(`create\n${facts.connection}\n${facts.type}\n${facts.record}\n${facts.generation}`);
}

/** The key of an update or delete: the same for every try of one request with the same body. */
export function changeKey(facts: { connection: string; request: number; body: string }): string {
  return digest(`change\n${facts.connection}\n${facts.request}\n${facts.body}`);
}

/** 128 bits, in letters every header takes. */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}
