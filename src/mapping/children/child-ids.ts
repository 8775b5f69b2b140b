const ROW = 'row:';

/** What a row is called where children are called by their ids; no system's id looks like it. */
export function rowName(name: string): string {
  return `${ROW}${name}`;
}

export function isRowName(id: string): boolean {
  return id.startsWith(ROW);
}

/** The ids of children in one system, by their ids in the hub; of a row by `row:`, its list and its name. */
export type ChildIds = Readonly<Record<string, string>>;
