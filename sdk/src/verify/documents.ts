/** Keys or certificates of a sender, as its own host gave them. */
export interface KeyDocument {
  /** The body of the answer. */
  readonly text: string;
}

/** The name under which the roots that the runtime trusts are handed out, as PEM. */
export const TRUSTED_ROOTS = 'about:trusted-roots';

/** The documents at hand, by address: verification itself calls nobody. */
export type KeyDocuments = (url: string) => KeyDocument | undefined;

/** A document without which a request can be neither believed nor refused. */
export interface DocumentNeed {
  /** Of a host that the scheme names. */
  readonly url: string;
  /** One is at hand, but lacks the key that signed: a newer one may have it. */
  readonly isRefresh: boolean;
}

/** At most this many different texts are kept parsed. */
const MOST_PARSED = 100;

/** Parses each text once. What throws is remembered as undefined. */
export function parsedOnce<T>(parse: (text: string) => T): (document: KeyDocument) => T | undefined {
  const known = new Map<string, T | undefined>();
  return ({ text }) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= MOST_PARSED) known.delete(known.keys().next().value ?? '');
    const parsed = orUndefined(() => parse(text));
    known.set(text, parsed);
    return parsed;
  };
}

function orUndefined<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
