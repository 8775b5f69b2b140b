/**
 * What Datatrics' public material does not say, each under its number in the list of assumptions (DT-A…). Whoever has an
 * account and sees it otherwise changes it here, and the fake with it.
 */

/** DT-A2: a campaign's webhook step may send headers of the operator's own; this is the one that holds the secret. */
export const KEY_HEADER = 'x-hookyard-key';

/** DT-A1, DT-A5: fields come as JSON, form or query, all as text; an empty or absent one never clears anything. */
export const filledFields = `
  $sift(
    $merge([Query, $type(BodyJSON) = "object" ? BodyJSON : {}]),
    function($value) { $not($value = "" or $value = null) }
  )
`;

/** DT-A3: without a delivery id, the same call of a profile within so many minutes is a repeat. */
export const REPEAT_MINUTES = 10;

/** DT-A6: 429 is possible and no numbers are given. */
export const CALLS_PER_SECOND = 5;

/** DT-A7: where version 3 keeps the resources is not known. */
export const UNKNOWN_VERSION = '3';

/** Lists are paged by number; the documents show no first one. */
export const FIRST_PAGE = 1;

/** Times are `YYYY-MM-DD HH:MM:SS` without a zone; taken for UTC. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
