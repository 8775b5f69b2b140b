import type { Statement } from '../../src/store/index.js';
import type { TestDatabase } from './databases.js';

/** A statement that reads a whole table, and the line of the plan that says so. */
export interface Scan {
  readonly statement: string;
  readonly line: string;
}

/**
 * Plans every statement on a migrated database and answers those that scan a table without an index and give no
 * reason (`scans`). Throws for two different statements of one name, which PostgreSQL's connections could not hold.
 */
export async function explainAll(database: TestDatabase, statements: readonly Statement[]): Promise<Scan[]> {
  refuseNamesakes(statements);
  const scans: Scan[] = [];
  for (const statement of statements) {
    if (statement.scans !== undefined) continue;
    const lines =
      database.store.engine === 'sqlite'
        ? await sqliteScans(database, statement)
        : await postgresScans(database, statement);
    for (const line of lines) scans.push({ statement: statement.name, line });
  }
  return scans;
}

async function sqliteScans(database: TestDatabase, statement: Statement): Promise<string[]> {
  if (!statement.sqlite || isSetting(statement.sqlite)) return [];
  const plan = await database.store.read<{ detail: string }>(
    { ...statement, row: undefined, echo: undefined, sqlite: `EXPLAIN QUERY PLAN ${statement.sqlite}` },
    [Object.fromEntries(Object.keys(statement.params).map((param) => [param, null]))],
  );
  const details = plan.map(({ detail }) => detail);
  const computed = new Set(
    details.flatMap((detail) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(detail)?.[1] ?? []),
  );
  return details.filter((detail) => {
    const scanned = /^SCAN (\S+)(.*)$/.exec(detail);
    if (!scanned) return false;
    const [, name = '', how = ''] = scanned;
    return (
      !/INDEX/.test(how) &&
      name !== 'CONSTANT' &&
      !name.startsWith('(') &&
      !/ROW/.test(how) &&
      !computed.has(name)
    );
  });
}

async function postgresScans(database: TestDatabase, statement: Statement): Promise<string[]> {
  if (!statement.postgres || isSetting(statement.postgres)) return [];
  const row = Object.fromEntries(
    Object.entries(statement.params).map(([param, type]) => [param, SAMPLES[type]]),
  );
  const plan = await database.store.write((tx) =>
    tx.many<{ 'QUERY PLAN': string }>(
      {
        ...statement,
        row: undefined,
        echo: undefined,
        name: `explain_${statement.name}`,
        postgres: `EXPLAIN ${statement.postgres}`,
      },
      [row],
    ),
  );
  return plan.map((line) => line['QUERY PLAN'].trim()).filter((line) => line.includes('Seq Scan on'));
}

const SAMPLES = { int8: 1, text: 'a', bytes: Buffer.from('a'), float8: 1.5 } as const;

/** SET LOCAL and its like have no plan. */
function isSetting(text: string): boolean {
  return /^\s*SET\b/i.test(text);
}

function refuseNamesakes(statements: readonly Statement[]): void {
  const texts = new Map<string, string>();
  for (const { name, postgres } of statements) {
    if ((texts.get(name) ?? postgres) !== postgres) throw new Error(`two statements are called ${name}`);
    texts.set(name, postgres);
  }
}
