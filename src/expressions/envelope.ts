/**
 * The body without the arrays its records were taken from: what every record of one hook shares. Arrays are told by
 * identity: one that is the selection itself, or that holds one of the selected records.
 */
export function envelopeOf(body: unknown, selection: readonly unknown[]): unknown {
  const records: ReadonlySet<unknown> = new Set(
    selection.filter((record) => typeof record === 'object' && record !== null),
  );
  if (records.has(body)) return {};
  return without(body, selection, records);
}

function without(value: unknown, selection: readonly unknown[], records: ReadonlySet<unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (value === selection || value.some((item) => records.has(item))) return undefined;
    return value.map((item) => without(item, selection, records) ?? null);
  }
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const rest = records.has(item) ? undefined : without(item, selection, records);
    if (rest !== undefined) kept.push([key, rest]);
  }
  return Object.fromEntries(kept);
}
