// The built host for `budget`: runs in a process of its own and tells over IPC what it spent. With `counting`, triggers
// and wrapped statements count every row and index entry; without, only COMMIT is wrapped and the time is true.
import Database from 'better-sqlite3';
import { openHost } from '../dist/host.js';
import { loadConfig } from '../dist/config/index.js';
import { createLogger } from '../dist/observe/index.js';

const [role, isCounting] = [process.argv[2], process.argv[3] === 'counting'];
const counts = { rows: {}, made: {}, removed: {}, statements: {}, reads: 0, commits: 0 };
countCommits();
if (isCounting) countEverything();

const { config } = loadConfig(process.env);
// a role of its own on the embedded database is refused to operators; here it keeps the pipeline from starting
const host = await openHost({ ...config, HOOKYARD_ROLE: role }, createLogger({ level: 'warn' }));
process.send({ url: host.url });
process.on('message', (what) => {
  if (what === 'stop') void host.close().then(() => process.exit(0));
  else process.send({ cpu: process.cpuUsage(), counts: structuredClone(counts) });
});

function countCommits() {
  const prepare = Reflect.get(Database.prototype, 'prepare');
  Database.prototype.prepare = function prepareCommit(text) {
    const statement = prepare.call(this, text);
    if (text !== 'COMMIT') return statement;
    const run = Reflect.get(statement, 'run');
    statement.run = function committed() {
      counts.commits += 1;
      return run.call(this);
    };
    return statement;
  };
}

function countEverything() {
  const prepare = Reflect.get(Database.prototype, 'prepare');
  const exec = Reflect.get(Database.prototype, 'exec');
  Database.prototype.prepare = function prepareCounted(text) {
    if (text === 'BEGIN IMMEDIATE') addTriggers(this, { exec: exec.bind(this), prepare: prepare.bind(this) });
    const statement = prepare.call(this, text);
    if (/^(BEGIN|COMMIT|ROLLBACK)/.test(text)) return statement;
    const name = nameOf(text);
    for (const method of ['run', 'all', 'get']) {
      const call = statement[method];
      statement[method] = function counted(...values) {
        if (name === null) counts.reads += 1;
        else add(counts.statements, name);
        return call.apply(this, values);
      };
    }
    return statement;
  };
}

/** `verb table` of a statement that writes; null for a query. */
function nameOf(text) {
  const found = /^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)/i.exec(text);
  return found ? `${text.trim().split(/\s/)[0].toLowerCase()} ${found[1]}` : null;
}

/**
 * One trigger a table and verb for rows, and per index those that fire on the columns which make SQLite touch it:
 * `UPDATE OF` names exactly what the engine looks at, so an entry that is taken out and put back counts as both.
 */
function addTriggers(db, { exec, prepare }) {
  db.function('count_write', { varargs: true, deterministic: false }, (kind, name) => {
    add(counts[kind], name);
    return 0;
  });
  const read = (text) => prepare(text).all();
  const tables = read(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
  for (const { name: table } of tables) {
    for (const verb of ['insert', 'update', 'delete'])
      exec(`CREATE TEMP TRIGGER rows_${verb}_${table} AFTER ${verb} ON main.${table}
        BEGIN SELECT count_write('rows', '${verb} ${table}'); END`);
    const indexes = read(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL AND tbl_name = '${table}'`,
    );
    const columns = read(`PRAGMA table_info(${table})`).map(({ name }) => name);
    for (const index of indexes) watchIndex(exec, { ...index, table, columns });
  }
}

function watchIndex(exec, { name, sql, table, columns }) {
  const where = /\bWHERE\b([^]*)$/i.exec(sql)?.[1];
  const holds = (row) =>
    where ? where.replaceAll(new RegExp(`\\b(${columns.join('|')})\\b`, 'g'), `${row}.$1`) : '1';
  const used = columns.filter((column) =>
    new RegExp(`\\b${column}\\b`).test(sql.replace(/^.*? ON \w+/is, '')),
  );
  const made = `SELECT count_write('made', '${name}') WHERE ${holds('NEW')};`;
  const removed = `SELECT count_write('removed', '${name}') WHERE ${holds('OLD')};`;
  exec(`CREATE TEMP TRIGGER i_${name} AFTER INSERT ON main.${table} BEGIN ${made} END`);
  exec(`CREATE TEMP TRIGGER d_${name} AFTER DELETE ON main.${table} BEGIN ${removed} END`);
  exec(
    `CREATE TEMP TRIGGER u_${name} AFTER UPDATE OF ${used.join(', ')} ON main.${table} BEGIN ${removed} ${made} END`,
  );
}

function add(to, name) {
  to[name] = (to[name] ?? 0) + 1;
}
