import { serverFindings } from './examine-server.js';
import type { ServerFacts } from './store/index.js';

const WELL: Readonly<Record<string, string>> = {
  server_version_num: '150006',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  superuser_reserved_connections: '3',
  autovacuum: 'on',
};

function facts(settings: Readonly<Record<string, string>>, more: Partial<ServerFacts> = {}): ServerFacts {
  return {
    settings: new Map(Object.entries({ ...WELL, ...settings })),
    isStandby: false,
    sessions: 10,
    clockOffMs: 3,
    oldestSnapshotMs: 0,
    ...more,
  };
}

describe('what doctor says of a database server', () => {
  it('is nothing where it is well', () => {
    expect(serverFindings(facts({})).filter(({ state }) => state !== 'fine')).toEqual([]);
  });

  it.each<[string, ServerFacts, RegExp]>([
    ['durability', facts({ fsync: 'off' }), /fsync is off/],
    ['durability', facts({ full_page_writes: 'off' }), /full_page_writes is off/],
    ['durability', facts({ synchronous_commit: 'off' }), /synchronous_commit is off/],
    ['database server', facts({ server_version_num: '140011' }), /older than 15/],
    ['database server', facts({}, { isStandby: true }), /standby/],
    ['database sessions', facts({ max_connections: '20' }), /10 of 17/],
    ['database clock', facts({}, { clockOffMs: -90_000 }), /90 s behind/],
    ['dead rows', facts({ autovacuum: 'off' }), /only grow/],
    ['dead rows', facts({}, { oldestSnapshotMs: 600_000 }), /600 s/],
  ])('names what is wrong with its %s, and what to do: %#', (what, server, says) => {
    const problems = serverFindings(server).filter(({ state }) => state === 'problem');

    expect(problems).toEqual([
      { what, state: 'problem', says: expect.stringMatching(says), remedy: expect.stringMatching(/\w/) },
    ]);
  });
});
