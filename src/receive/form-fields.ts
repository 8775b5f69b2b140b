import type { FormFields } from '@hookyard/sdk';

/** More fields than any sender signs; a form beyond it has none. */
const MOST_FIELDS = 10_000;
const MOST_PARTS = 200;
const MOST_PART_HEADERS = 16 * 1024;
const NO_FIELDS: FormFields = new Map();

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The fields of a form in UTF-8, for signatures and tokens that lie in them; none where the body is no form. What the
 * fields mean is read again, with charsets and files, when the hook is resolved.
 */
export function formFieldsOf(contentType: string | undefined, body: Buffer): FormFields {
  const type = contentType?.toLowerCase() ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return urlencodedFields(body);
  if (!type.startsWith('multipart/form-data')) return NO_FIELDS;
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  const name = boundary?.[1] ?? boundary?.[2];
  return name === undefined ? NO_FIELDS : multipartFields(body, name);
}

function urlencodedFields(body: Buffer): FormFields {
  const fields = new Map<string, string[]>();
  let count = 0;
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found < 0 ? body.length : found;
    if (end > start) {
      count += 1;
      if (count > MOST_FIELDS) return NO_FIELDS;
      const split = body.subarray(start, end).indexOf(EQUALS);
      const nameEnd = split < 0 ? end : start + split;
      add(fields, formText(body.subarray(start, nameEnd)), formText(body.subarray(nameEnd + 1, end)));
    }
    start = end + 1;
  }
  return fields;
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const known = fields.get(name);
  if (known) known.push(value);
  else fields.set(name, [value]);
}

/** `+` is a space; an escape that is none stays as it is. */
function formText(bytes: Buffer): string {
  if (!bytes.includes(PERCENT) && !bytes.includes(PLUS)) return bytes.toString('utf8');
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === PLUS) byte = SPACE;
    else if (byte === PERCENT) {
      const value = hexOf(bytes[at + 1]) * 16 + hexOf(bytes[at + 2]);
      if (value >= 0) {
        byte = value;
        at += 2;
      }
    }
    out[length] = byte;
    length += 1;
  }
  return out.toString('utf8', 0, length);
}

/** The digit's value; far below zero when it is none, so that a pair with one bad digit is negative. */
function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1_000;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1_000;
}

/** Lines may end with LF alone: mail gateways send them so. */
function multipartFields(body: Buffer, boundary: string): FormFields {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const fields = new Map<string, string[]>();
  let at = body.indexOf(delimiter);
  for (let count = 0; at >= 0 && count < MOST_PARTS; count += 1) {
    const start = at + delimiter.length;
    const next = nextDelimiter(body, delimiter, start);
    if (next < 0) return fields;
    addPart(fields, body.subarray(start, next));
    at = next;
  }
  return at < 0 ? fields : NO_FIELDS;
}

function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): number {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (body[at - 1] === LF) return at;
  }
  return -1;
}

function addPart(fields: Map<string, string[]>, part: Buffer): void {
  const head = part.toString('latin1', 0, MOST_PART_HEADERS);
  const blank = /\r?\n\r?\n/.exec(head);
  if (!blank) return;
  const headers = part.toString('utf8', 0, blank.index);
  const name = /^content-disposition:[^\r\n]*?;\s*name=(?:"([^"\r\n]*)"|([^;\s]+))/im.exec(headers);
  if (!name || /;\s*filename\*?=/i.test(headers)) return;
  const end = part.length - (part.at(-2) === CR ? 2 : 1);
  add(fields, name[1] ?? name[2] ?? '', part.toString('utf8', blank.index + blank[0].length, end));
}
