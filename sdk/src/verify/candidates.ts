import type { SignatureOptions } from './scheme.js';

/** What the place of a signature holds. */
export interface Presented {
  /** The signatures to try; none when the text is malformed. */
  readonly candidates: readonly string[];
  /** A value of the list by key: the time of signing in `t=…,v1=…`. */
  item(key: string): string | undefined;
}

/** Longer signature texts are malformed: 16 RSA-4096 signatures in base64 need 11 KB. */
const MAX_TEXT = 16_384;

/** Compiles how signatures are read out of the text at their place. */
export function compileCandidates(
  { prefix = '', list }: SignatureOptions,
  maxCandidates: number,
): (text: string) => Presented {
  const cut = (entry: string): string[] =>
    entry.startsWith(prefix) && entry.length > prefix.length ? [entry.slice(prefix.length)] : [];
  if (!list) {
    return (text) => ({ candidates: text.length > MAX_TEXT ? [] : cut(text), item: () => undefined });
  }
  return (text) => {
    const entries = text.length > MAX_TEXT ? [] : entriesOf(text, list);
    const values = entries.filter(([key]) => list.key === undefined || key === list.key);
    return {
      candidates: values.flatMap(([, value]) => cut(value)).slice(0, maxCandidates),
      item: (key) => entries.find((entry) => entry[0] === key)?.[1],
    };
  };
}

function entriesOf(
  text: string,
  { separator, pair }: NonNullable<SignatureOptions['list']>,
): readonly (readonly [key: string, value: string])[] {
  return text.split(separator).map((entry) => {
    const trimmed = entry.trim();
    const at = pair === undefined ? -1 : trimmed.indexOf(pair);
    if (at < 0) return ['', pair === undefined ? trimmed : ''];
    return [trimmed.slice(0, at), trimmed.slice(at + (pair?.length ?? 0))];
  });
}
