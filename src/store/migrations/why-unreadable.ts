/** What every host of the past would trip over, wherever it stands. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bDROP (TABLE|COLUMN)\b/i, 'takes away'],
  [/\bRENAME\b/i, 'renames'],
  [/\bALTER COLUMN \w+ (TYPE|DROP|SET (NOT NULL|DATA))\b/i, 'changes'],
  [/\bADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN|PRIMARY)\b/i, 'forbids'],
  [/\b(TRIGGER|RULE)\b/i, 'does more than it says'],
];

/** Why hosts that do not know this step could not go on working where it was taken: each reason with its words. */
export function whyUnreadable(sql: string): string[] {
  const own = new Set([...sql.matchAll(/\bCREATE TABLE (?:IF NOT EXISTS )?(\w+)/gi)].map(([, name]) => name));
  const statements = sql.split(';');
  return statements.flatMap((statement) => [
    ...WORDS.flatMap(([word, why]) => {
      const [found] = word.exec(statement) ?? [];
      return found === undefined ? [] : [`${why}: ${found}`];
    }),
    ...demandsOf(statement),
    ...uniquesOf(statement, own),
  ]);
}

/** A column that a writer who does not know it leaves empty. */
function demandsOf(statement: string): string[] {
  return [...statement.matchAll(/\bADD COLUMN (?:IF NOT EXISTS )?(\w+)([^,]*)/gi)].flatMap(
    ([, name, rest = '']) =>
      /\bNOT NULL\b/i.test(rest) && !/\bDEFAULT\b/i.test(rest) ? [`demands of who writes: ${name}`] : [],
  );
}

/** Rows that were allowed, and are not any more; in a table of its own nobody writes them. */
function uniquesOf(statement: string, own: ReadonlySet<string | undefined>): string[] {
  const [, name, table] = /\bCREATE UNIQUE INDEX (?:IF NOT EXISTS )?(\w+)\s+ON (\w+)/i.exec(statement) ?? [];
  return name === undefined || own.has(table) ? [] : [`forbids: ${name}`];
}
