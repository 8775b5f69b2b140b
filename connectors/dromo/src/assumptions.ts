import type { HttpResponse, Json, JsonObject } from '@hookyard/sdk';

/**
 * What Dromo's public material does not say, each under its number in the list of assumptions (DR-A…). Whoever has an
 * account and sees it otherwise changes it here, and the fake with it. DR-A1, no signature: the secret lies in the path,
 * and nothing is done before the import was read back (`imported-file.ts`). DR-A3, DR-A4: a 429 without `Retry-After` is
 * waited out by the host.
 */

/** DR-A2: what tells a managed delivery, and a basic one, from all others. */
export const eventId = `
  $exists(uploadId)
    ? uploadId
    : [event, data.id, data.headless.modified_date ? data.headless.modified_date : data.created_date]
`;

/** DR-A4: a bad key is answered 401 or 403. */
export const REFUSED_KEY = 403;

/** DR-A5: the result file is the array of rows, or has it under `data`. Undefined: it is neither. */
export function rowsIn(file: Json): readonly JsonObject[] | undefined {
  const rows = Array.isArray(file) ? (file as Json) : (file as JsonObject | null)?.['data'];
  return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : undefined;
}

/** DR-A6: errors of an import are shown as they are. */
export function errorsIn(found: JsonObject): Json {
  return found['import_errors'] ?? found['errors'] ?? null;
}

/** DR-A7: states that mean that there are rows; any other, an unknown one too, means that there are none yet. */
export const STATES_WITH_ROWS: ReadonlySet<string> = new Set(['SUCCESSFUL', 'PROCESSED']);

/** DR-A8: what an expired link is answered with. */
export function isExpired({ status }: HttpResponse): boolean {
  return status === 403;
}
