import {
  Skip,
  type ChildRequest,
  type JsonObject,
  type PrerequisiteAnswer,
  type PrerequisiteRequest,
} from '@hookyard/sdk';

import { hasRows, importedFile, rowsOf, sourceOf, type Context, type ImportedFile } from './imported-file.js';

/** What a hook says that its import does not. */
type HookData = { readonly has_data?: boolean; readonly uploadId?: string; readonly start?: number };

/**
 * Rows that become requests in one commit. More of them are fetched page by page, each page with the file anew: the
 * state of a connection holds no file.
 */
const ROWS_A_PAGE = 2_000;

/** A hook becomes its import, read by id, and the rows of it; a page of rows becomes these rows. */
export async function resolveHook(
  { type, externalId, payload }: PrerequisiteRequest,
  ctx: Context,
): Promise<PrerequisiteAnswer<never> | void> {
  if (type !== 'MESSAGE') return;
  const said = (payload ?? {}) as HookData;
  const id = externalId.split('#')[0] ?? '';
  const imported = await importedFile(id, ctx);
  if (!imported)
    return unresolved(
      `Dromo has no import ${id}: without a signature, only what can be read back is believed`,
    );
  if (!isTaken(imported, ctx)) throw new Skip(`import ${id} is none of those this connection takes`);
  if (said.start !== undefined) return page(id, imported, said.start, ctx);
  const itself: ChildRequest<never> = { type: 'x:DROMO_IMPORT', action: 'UPDATED', externalId: id };
  // A basic hook is sent only where the results are kept.
  const isKept = said.has_data === true || said.uploadId !== undefined;
  const rows = isKept && hasRows(imported) ? await rowRequests(id, imported, ctx) : [];
  return { children: [itself, ...rows] };
}

function unresolved(reason: string): PrerequisiteAnswer<never> {
  return { children: [], unresolved: reason };
}

function isTaken(imported: ImportedFile, { settings }: Context): boolean {
  return settings.imports.length === 0 || settings.imports.includes(sourceOf(imported));
}

async function rowRequests(
  id: string,
  imported: ImportedFile,
  ctx: Context,
): Promise<readonly ChildRequest<never>[]> {
  const rows = await rowsOf(id, imported, ctx);
  if (rows.length <= ROWS_A_PAGE) return rows.map((row, index) => requestOf({ id, row, index }, ctx));
  const pages = Array.from(
    { length: Math.ceil(rows.length / ROWS_A_PAGE) },
    (_, number) => number * ROWS_A_PAGE,
  );
  return pages.map((start) => ({
    type: 'MESSAGE',
    action: 'OTHER',
    externalId: `${id}#${start}`,
    payload: { start },
    optional: true,
  }));
}

async function page(
  id: string,
  imported: ImportedFile,
  start: number,
  ctx: Context,
): Promise<PrerequisiteAnswer<never>> {
  const rows = await rowsOf(id, imported, ctx);
  return {
    children: rows
      .slice(start, start + ROWS_A_PAGE)
      .map((row, offset) => requestOf({ id, row, index: start + offset }, ctx)),
  };
}

/** A row that fails harms neither its neighbours nor the import. */
function requestOf(
  { id, row, index }: { readonly id: string; readonly row: JsonObject; readonly index: number },
  { settings }: Context,
): ChildRequest<never> {
  const { $unmapped: unmapped, ...fields } = row;
  const key = settings.rowKey === '' ? undefined : fields[settings.rowKey];
  const isKey = (typeof key === 'string' && key.trim() !== '') || typeof key === 'number';
  return {
    type: settings.rowType,
    action: 'UPDATED',
    externalId: isKey ? String(key) : `${id}/${index}`,
    payload: unmapped === undefined ? fields : { ...fields, unmapped },
    optional: true,
  };
}
