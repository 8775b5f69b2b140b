import {
  AuthExpired,
  Invalid,
  RetryLater,
  failureOf,
  idIn,
  objectIn,
  type ConnectorContext,
  type HttpResponse,
  type Json,
  type JsonObject,
} from '@hookyard/sdk';

import { REFUSED_KEY, STATES_WITH_ROWS, errorsIn, isExpired, rowsIn } from './assumptions.js';
import type { DromoSettings } from './presets.js';

export type Context = ConnectorContext<DromoSettings>;

/** An import as Dromo has it now. */
export interface ImportedFile {
  readonly kind: 'headless' | 'upload';
  readonly found: JsonObject;
}

/** Reads an import back, headless or embedded: both have ids of one form. Null where Dromo has none of this id. */
export async function importedFile(id: string, ctx: Context): Promise<ImportedFile | null> {
  const headless = await unlessGone(() => call(ctx, `/headless/imports/${encodeURIComponent(id)}/`));
  if (headless) return { kind: 'headless', found: objectIn(headless) };
  const upload = await unlessGone(() => call(ctx, `/upload/${encodeURIComponent(id)}/metadata/`));
  return upload && { kind: 'upload', found: objectIn(upload) };
}

/** Where a field lies: headless and embedded imports, hooks, and older and newer pages write some in ways of their own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  state: ['status', 'upload_status'],
  fileName: ['original_filename', 'raw_upload.filename'],
  source: ['schema_id', 'import_identifier'],
  rows: ['total_num_rows'],
  user: ['user.email'],
  company: ['user.companyName', 'user.company_name'],
  createdAt: ['created_date'],
  changedAt: ['modified_date', 'created_date'],
};

/** The import as a record: what it is and how far, without its rows, its links and the person's review link. */
export function recordOf({ kind, found }: ImportedFile): JsonObject {
  const fields = Object.entries(FIELDS).map(([name, places]) => [name, firstOf(found, places)] as const);
  return {
    id: firstOf(found, ['id']),
    kind: kind === 'headless' ? 'HEADLESS' : 'EMBEDDED',
    ...Object.fromEntries(fields),
    errors: errorsIn(found),
  };
}

export function hasRows({ found }: ImportedFile): boolean {
  return STATES_WITH_ROWS.has(textOf(firstOf(found, FIELDS['state'] ?? [])));
}

/** Its import identifier, or the id of its saved schema. */
export function sourceOf({ found }: ImportedFile): string {
  return textOf(firstOf(found, FIELDS['source'] ?? []));
}

function firstOf(found: JsonObject, places: readonly string[]): Json {
  for (const place of places) {
    const value = place.split('.').reduce<Json | undefined>(memberOf, found);
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Its rows, by a link that is made for it. A link that expired meanwhile is asked for once more. */
export async function rowsOf(
  id: string,
  { kind, found }: ImportedFile,
  ctx: Context,
): Promise<readonly JsonObject[]> {
  const path = kind === 'headless' ? `/headless/imports/${id}/url/` : `/upload/${id}/url/`;
  let file = await download(path, ctx);
  if (isExpired(file)) file = await download(path, ctx);
  if (isExpired(file)) throw new RetryLater(`the link to the rows of import ${id} is refused`);
  const rows = rowsIn(file.json());
  if (!rows) throw new Invalid(`the file of import ${id} holds no list of rows`);
  if (ctx.settings.invalidRows === 'keep') return rows;
  const invalid = new Set((found['invalid_row_indexes'] as readonly number[] | undefined) ?? []);
  return rows.filter((_, index) => !invalid.has(index));
}

/** The link leads to the storage, another host: the key does not go there. */
async function download(path: string, ctx: Context): Promise<HttpResponse> {
  const link = objectIn(await call(ctx, path));
  return ctx.http.get(idIn(link, 'presigned_url'), { accept: [403] });
}

/** A call with our key. */
export async function call(
  ctx: Context,
  url: string,
  query?: Readonly<Record<string, number>>,
): Promise<HttpResponse> {
  const answer = await ctx.http.get(url, { accept: [REFUSED_KEY], ...(query ? { query } : {}) });
  if (answer.status !== REFUSED_KEY) return answer;
  throw new AuthExpired(`Dromo refuses the license key: ${answer.text().slice(0, 200)}`);
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}
