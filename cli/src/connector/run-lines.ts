import { PARTS, type GoldenRun } from './golden-run.js';

type Part = (typeof PARTS)[number];

const ONE: Readonly<Record<Part, string>> = {
  registrations: 'registrations',
  answered: 'answered',
  verdicts: 'verdict',
  transfers: 'transfer',
  records: 'record',
  calls: 'call',
};
/** Members that say which thing a line is about; the others have lines of their own. */
const NAMES: Readonly<Partial<Record<Part, readonly string[]>>> = {
  records: ['type', 'externalId'],
  calls: ['method', 'url'],
};

/** What a hook came to, a line for each fact: what differs between two runs differs in whole lines. */
export function linesOf(run: Partial<GoldenRun>): readonly string[] {
  return PARTS.flatMap((part) => {
    const value: unknown = run[part];
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((item: object) => linesOfItem(part, item));
    return leaves(value).map(([path, text]) => [ONE[part], path, text].filter(Boolean).join(' '));
  });
}

/** A verdict and a transfer fit a line; a record and a call have one for each of their values. */
function linesOfItem(part: Part, item: object): readonly string[] {
  const names = NAMES[part];
  const entries = Object.entries(item).filter(([, value]) => value !== null && value !== undefined);
  const named = entries.filter(([key]) => names === undefined || names.includes(key));
  const head = `${ONE[part]} ${named.map(([key, value]) => (names ? String(value) : `${key}=${String(value)}`)).join(' ')}`;
  const rest = entries.filter(([key]) => names !== undefined && !names.includes(key));
  return [
    head,
    ...rest.flatMap(([key, value]) =>
      leaves(value, key === 'data' ? '' : key).map(([path, text]) => `${head} ${path} = ${text}`),
    ),
  ];
}

function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (members.length === 0) return [[path, JSON.stringify(value)]];
  return members.flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`));
}

/** Lines that went and lines that came, in their places; what is in both is left out. None: the same in the same order. */
export function differenceOf(was: readonly string[], is: readonly string[]): readonly string[] {
  const start = is.findIndex((line, place) => line !== was[place]);
  const same = start < 0 ? is.length : start;
  const [before, now] = [was.slice(same), is.slice(same)];
  const longest = commonLengths(before, now);
  const found: string[] = [];
  for (let [a, b] = [0, 0]; a < before.length || b < now.length;) {
    if (a < before.length && before[a] === now[b]) [a, b] = [a + 1, b + 1];
    else if (b === now.length || (a < before.length && at(longest, a + 1, b) >= at(longest, a, b + 1)))
      found.push(`- ${before[a++]}`);
    else found.push(`+ ${now[b++]}`);
  }
  return found;
}

/** How many lines behind two places are common, in order. */
function commonLengths(was: readonly string[], is: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: was.length + 1 }, () => new Uint32Array(is.length + 1));
  for (let a = was.length - 1; a >= 0; a -= 1) {
    const row = table[a];
    for (let b = is.length - 1; row && b >= 0; b -= 1)
      row[b] =
        was[a] === is[b] ? at(table, a + 1, b + 1) + 1 : Math.max(at(table, a + 1, b), at(table, a, b + 1));
  }
  return table;
}

function at(table: readonly Uint32Array[], a: number, b: number): number {
  return table[a]?.[b] ?? 0;
}
