import { MIGRATIONS } from './all.js';
import { FIRST_READABLE_STEP, type Migration } from './migration.js';
import { pendingAfter } from './pending.js';
import { whyUnreadable } from './why-unreadable.js';

/** Steps of before there was a rule: `DROP INDEX request_root` and its like. */
const BEFORE_THE_RULE = new Set([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 17, 19, 21]);

describe('steps of the schema', () => {
  const newer = MIGRATIONS.filter(({ version }) => !BEFORE_THE_RULE.has(version));

  it.each(newer)(
    '$version, $name, can be lived with by a host that does not know it, or says who cannot',
    (step) => {
      const { needs, sqlite, postgres } = step;

      expect([whyUnreadable(sqlite), whyUnreadable(postgres)]).toEqual(
        needs === undefined ? [[], []] : [expect.any(Array), expect.any(Array)],
      );
    },
  );

  it('have numbers of their own', () => {
    expect(new Set(MIGRATIONS.map(({ version }) => version)).size).toBe(MIGRATIONS.length);
  });

  it.each([
    ['ALTER TABLE hook DROP COLUMN body;', 'takes away: DROP COLUMN'],
    ['DROP TABLE hook;', 'takes away: DROP TABLE'],
    ['ALTER TABLE hook RENAME TO hooks', 'renames: RENAME'],
    ['ALTER TABLE hook RENAME COLUMN body TO bytes;', 'renames: RENAME'],
    ['ALTER TABLE hook ALTER COLUMN body TYPE text;', 'changes: ALTER COLUMN body TYPE'],
    ['ALTER TABLE hook ADD COLUMN size integer NOT NULL;', 'demands of who writes: size'],
    ['ALTER TABLE hook ADD CONSTRAINT one CHECK (seq > 0);', 'forbids: ADD CONSTRAINT'],
    ['CREATE UNIQUE INDEX hook_one ON hook (owner);', 'forbids: hook_one'],
    ['CREATE TRIGGER t AFTER INSERT ON hook BEGIN SELECT 1; END;', 'does more than it says: TRIGGER'],
  ])('%s %s', (sql, why) => {
    expect(whyUnreadable(sql)).toEqual([why]);
  });

  it.each([
    'ALTER TABLE hook ADD COLUMN size integer;',
    'ALTER TABLE hook ADD COLUMN size integer NOT NULL DEFAULT 0;',
    'CREATE TABLE a (b integer NOT NULL); CREATE UNIQUE INDEX a_b ON a (b);',
    'CREATE INDEX hook_at ON hook (received_at);',
    'ALTER TABLE hook ALTER COLUMN body SET STORAGE EXTERNAL;',
  ])('%s is no more than an addition', (sql) => {
    expect(whyUnreadable(sql)).toEqual([]);
  });
});

describe('a host on a database that a newer one has changed', () => {
  const step = (version: number): Migration => ({ version, name: '', sqlite: '', postgres: '' });
  const mine = [step(21), step(FIRST_READABLE_STEP)];
  const done = mine.map(({ version }) => ({ version, needs: FIRST_READABLE_STEP }));

  it('works where the new steps say that it may', () => {
    expect(pendingAfter([...done, { version: 40, needs: FIRST_READABLE_STEP }], mine)).toEqual([]);
  });

  it.each([{ version: 40, needs: 40 }, { version: 40, needs: null }, { version: 40 }])(
    'is refused where they do not: %j',
    (unknown) => {
      expect(() => pendingAfter([...done, unknown], mine)).toThrow(/step 40/);
    },
  );
});
