/** The version of the connector contract in this package: what a connector's `host` range is checked against. */
export const CONTRACT_VERSION = '1.0.0';

type Version = readonly [major: number, minor: number, patch: number];

const VERSION =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z.-]{1,60})?(\+[0-9A-Za-z.-]{1,60})?$/;
const COMPARATOR = /^(\^|~|>=|<=|>|<|=)?(\d{1,9})(?:\.(\d{1,9}|x|\*))?(?:\.(\d{1,9}|x|\*))?$/;
const MAX_RANGE = 200;

/** Whether a text is a semantic version. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Whether a version lies in a range of `^ ~ > >= < <= =`, `x` and `*`, joined by spaces (and) or `||` (or). Pre-release
 * tags are ignored. Undefined when the range cannot be read.
 */
export function isInRange(version: string, range: string): boolean | undefined {
  const at = numbers(version);
  if (range.length > MAX_RANGE || at === undefined) return undefined;
  let isInAny = false;
  for (const alternative of range.split('||')) {
    const bounds = boundsOf(alternative.trim());
    if (!bounds) return undefined;
    isInAny ||= bounds.every(
      ([from, to]) => compare(at, from) >= 0 && (to === undefined || compare(at, to) < 0),
    );
  }
  return isInAny;
}

type Bounds = readonly [from: Version, before: Version | undefined];

function boundsOf(text: string): readonly Bounds[] | undefined {
  if (text === '' || text === '*' || text === 'x') return [[[0, 0, 0], undefined]];
  const bounds = text
    .replace(/([<>=~^])\s+/g, '$1')
    .split(/\s+/)
    .map(comparatorBounds);
  return bounds.every((bound) => bound !== undefined) ? bounds : undefined;
}

function comparatorBounds(text: string): Bounds | undefined {
  const parts = COMPARATOR.exec(text);
  if (!parts) return undefined;
  const [, operator = '=', major, minor, patch] = parts;
  const from: Version = [Number(major), numberOr(minor, 0), numberOr(patch, 0)];
  const given = !isNumber(minor) ? 0 : isNumber(patch) ? 2 : 1;
  return COMPARATORS[operator]?.(from, given);
}

/** What each operator allows, from the numbers of its version and the place of the last one given. */
const COMPARATORS: Readonly<Record<string, (from: Version, given: 0 | 1 | 2) => Bounds>> = {
  '^': (from) => [from, following(from, firstNonZero(from))],
  '~': (from, given) => [from, following(from, given === 0 ? 0 : 1)],
  '>=': (from) => [from, undefined],
  '>': (from, given) => [following(from, given), undefined],
  '<': (from) => [[0, 0, 0], from],
  '<=': (from, given) => [[0, 0, 0], following(from, given)],
  '=': (from, given) => [from, following(from, given)],
};

function firstNonZero([major, minor]: Version): 0 | 1 | 2 {
  if (major > 0) return 0;
  return minor > 0 ? 1 : 2;
}

function numbers(version: string): Version | undefined {
  const parts = VERSION.exec(version);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined;
}

/** The version with the number at a place raised, and those behind it zero. */
function following([major, minor, patch]: Version, place: 0 | 1 | 2): Version {
  if (place === 0) return [major + 1, 0, 0];
  return place === 1 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text);
}

function numberOr(text: string | undefined, otherwise: number): number {
  return isNumber(text) ? Number(text) : otherwise;
}
