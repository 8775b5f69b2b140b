import { crc32 } from 'node:zlib';

import { compilePlace, type PlaceReader } from './place.js';
import { textAt, type RequestView } from './request.js';
import type { JoinedFields, LiveSecrets, SignatureOptions } from './scheme.js';

/** What a content template is filled with. */
export interface ContentInput {
  readonly view: RequestView;
  readonly element: unknown;
  readonly secrets: LiveSecrets;
  /** The value of the secret being tried. */
  readonly secret: string;
  /** The URL, or one of its variants. */
  readonly url: string;
  readonly timestamp: string | undefined;
  /** The body is bound by a hash in the URL: the form then is no part of the content. */
  readonly isBodyHashed: boolean;
}

/** The signed content in pieces; undefined when a part of it is absent. */
export type Content = (input: ContentInput) => readonly (string | Uint8Array)[] | undefined;

type Piece = (input: ContentInput) => string | Uint8Array | undefined;

/** One part of a template: literal text, or a variable with its argument. */
export type TemplatePart =
  { readonly text: string } | { readonly variable: string; readonly argument?: string };

const PLAIN_VARIABLES = [
  'body',
  'method',
  'url',
  'urlDecoded',
  'path',
  'id',
  'timestamp',
  'sortedForm',
  'crc32',
  'fields',
  'secret',
];
const VARIABLES_WITH_ARGUMENT = ['secret', 'header', 'query', 'form', 'field'];
const TOKEN = /\{\{|\}\}|\{([A-Za-z0-9]+)(?::([^{}]+))?\}|[{}]/g;

/** Reads a template. Throws a SyntaxError that names what is wrong with it. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let at = 0;
  for (const match of template.matchAll(TOKEN)) {
    text += template.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] === '{{' || match[0] === '}}') {
      text += match[0][0];
      continue;
    }
    if (text !== '') parts.push({ text });
    text = '';
    parts.push(variablePart(match));
  }
  text += template.slice(at);
  return text === '' ? parts : [...parts, { text }];
}

function variablePart(match: RegExpExecArray): TemplatePart {
  const [whole, variable, argument] = match;
  if (variable === undefined) throw new SyntaxError(`a lone '${whole}' in content; write it twice`);
  const known = argument === undefined ? PLAIN_VARIABLES : VARIABLES_WITH_ARGUMENT;
  if (!known.includes(variable)) {
    const list = PLAIN_VARIABLES.map((name) => `{${name}}`).join(' ');
    throw new SyntaxError(
      `${whole} is no variable of content; there are ${list} {secret:…} {header:…} {query:…} {form:…} {field:…}`,
    );
  }
  return argument === undefined ? { variable } : { variable, argument };
}

/** The default template of a scheme. */
export function templateOf(options: SignatureOptions, hasTimestamp: boolean): string {
  return options.content ?? (hasTimestamp ? '{timestamp}.{body}' : '{body}');
}

/** Compiles what was signed. */
export function compileContent(template: string, options: SignatureOptions): Content {
  const pieces = parseTemplate(template).map((part) =>
    'text' in part ? () => part.text : compileVariable(part, options),
  );
  return (input) => {
    const content: (string | Uint8Array)[] = [];
    for (const piece of pieces) {
      const value = piece(input);
      if (value === undefined) return undefined;
      content.push(value);
    }
    return content;
  };
}

/** Variables that need nothing of the scheme. */
const PIECES: Readonly<Record<string, Piece>> = {
  body: ({ view }) => view.request.body,
  method: ({ view }) => view.request.method,
  path: ({ view }) => view.request.path,
  crc32: ({ view }) => String(crc32(view.request.body)),
  url: ({ url }) => url,
  urlDecoded: ({ url }) => decodedUrl(url),
  timestamp: ({ timestamp }) => timestamp,
  secret: ({ secret }) => secret,
  sortedForm,
};

function compileVariable(
  { variable, argument }: { variable: string; argument?: string },
  options: SignatureOptions,
): Piece {
  const perElement = options.perElement ?? false;
  if (argument !== undefined) return compileArgument(variable, argument, perElement);
  if (variable === 'fields') return compileFields(options.fields ?? { paths: [] }, perElement);
  if (variable === 'id')
    return fromPlace(options.id ? compilePlace(options.id, perElement) : () => undefined);
  return PIECES[variable] ?? (() => undefined);
}

function compileArgument(variable: string, argument: string, perElement: boolean): Piece {
  if (variable === 'secret') {
    return ({ secrets }) => (Object.hasOwn(secrets, argument) ? secrets[argument]?.[0]?.value : undefined);
  }
  if (variable === 'header') return fromPlace(compilePlace({ header: argument }, perElement));
  if (variable === 'query') return fromPlace(compilePlace({ query: argument }, perElement));
  if (variable === 'form') return fromPlace(compilePlace({ form: argument }, perElement));
  return fromPlace(compilePlace({ body: argument }, perElement));
}

function fromPlace(read: PlaceReader): Piece {
  return ({ view, element }) => read(view, element);
}

function compileFields(fields: JoinedFields, perElement: boolean): Piece {
  const paths = fields.paths.map((path) => path.split('.'));
  const separator = fields.separator ?? ':';
  const escape = fields.escape === 'backslash' ? escaper(separator) : (text: string) => text;
  return ({ view, element }) => {
    const root = perElement ? element : view.json();
    if (typeof root !== 'object' || root === null) return undefined;
    if (fields.named !== true) return paths.map((path) => escape(textAt(root, path) ?? '')).join(separator);
    return paths.map((path) => named(path, textAt(root, path), separator)).join('');
  };
}

function named(path: readonly string[], value: string | undefined, separator: string): string {
  return value === undefined ? '' : `${path.at(-1)}${separator}${value}${separator}`;
}

function escaper(separator: string): (text: string) => string {
  return (text) => text.replaceAll('\\', '\\\\').replaceAll(separator, `\\${separator}`);
}

/**
 * Each name in the order of its code units, once before each of its distinct values in order. A body that is no form
 * has no sorted form: as an empty one it would pass without being signed.
 */
function sortedForm({ view, isBodyHashed }: ContentInput): string | undefined {
  if (isBodyHashed || view.request.body.byteLength === 0) return '';
  if (!view.hasForm()) return undefined;
  let text = '';
  const fields = [...view.form()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, values] of fields) {
    for (const value of [...new Set(values)].sort()) text += name + value;
  }
  return text;
}

/** The escapes that are decoded before signing: `: / ? @ ! $ ' ( ) * , ;` and no others. */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function decodedUrl(url: string): string {
  return url.replace(DECODED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
