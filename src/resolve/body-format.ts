/** What a body is read as. */
export type BodyFormat = 'json' | 'ndjson' | 'xml' | 'form' | 'multipart' | 'text';

/** A Content-Type taken apart; `type` in lower case, '' when there is none that can be read. */
export interface MediaType {
  readonly type: string;
  readonly charset: string | null;
  readonly boundary: string | null;
}

/** The format, and whether it was only guessed from the bytes: a wrong guess falls back to text. */
export interface FormatChoice {
  readonly format: BodyFormat;
  readonly isGuess: boolean;
}

const NDJSON_TYPES = /^(?:application|text)\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines|stream\+json)$/;
const JSON_TYPES = /(?:\/|\+)(?:x-)?json$|^application\/cloudevents-batch\+json$|^text\/javascript$/;
const XML_TYPES = /(?:\/|\+)xml$/;
const FORM_LOOK = /^[\w.~%+*[\]-]{1,200}=[^\s{}<>"]*$/;

/** Media types of batches that are lists by themselves, without a selector. */
export const CLOUDEVENTS_BATCH = 'application/cloudevents-batch+json';

export function mediaTypeOf(contentType: string | undefined): MediaType {
  const [type = '', ...parameters] = (contentType ?? '').split(';');
  let charset: string | null = null;
  let boundary: string | null = null;
  for (const parameter of parameters) {
    const at = parameter.indexOf('=');
    if (at < 0) continue;
    const name = parameter.slice(0, at).trim().toLowerCase();
    const value = parameter
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (name === 'charset' && value) charset = value.replace(/^'(.*)'$/, '$1');
    if (name === 'boundary' && value) boundary = value;
  }
  return { type: type.trim().toLowerCase(), charset, boundary };
}

/** By the Content-Type where it says something, else by the first bytes. */
export function formatOf(media: MediaType, bytes: Buffer): FormatChoice {
  const { type } = media;
  if (NDJSON_TYPES.test(type)) return { format: 'ndjson', isGuess: false };
  if (JSON_TYPES.test(type)) return { format: 'json', isGuess: false };
  if (XML_TYPES.test(type)) return { format: 'xml', isGuess: false };
  if (type.startsWith('multipart/') && media.boundary) return { format: 'multipart', isGuess: false };
  const looks = looksLike(bytes);
  if (type === 'application/x-www-form-urlencoded') {
    // `curl -d '{…}'` calls JSON a form; no form begins with a brace.
    return looks === 'json' ? { format: 'json', isGuess: true } : { format: 'form', isGuess: false };
  }
  return { format: looks, isGuess: true };
}

function looksLike(bytes: Buffer): BodyFormat {
  const head = bytes
    .toString('latin1', 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf|^\u00ff\u00fe|^\u00fe\u00ff/, '');
  const text = head.replaceAll('\0', '').trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  if (text.startsWith('<')) return 'xml';
  return FORM_LOOK.test(text.slice(0, 256).split('&')[0] as string) ? 'form' : 'text';
}
