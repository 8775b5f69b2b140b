import { anAdminYard, type AdminYard, type Call } from '../../test/kit/an-admin.js';
import { filled, operationsOf, type Operation } from '../../test/kit/operations.js';
import type { Role } from '../registry/index.js';

let yard: AdminYard;
let operations: readonly Operation[];
let callers: ReadonlyMap<Role, Call>;

beforeAll(async () => {
  yard = await anAdminYard();
  operations = await operationsOf(yard.nobody);
  const roles = ['operator', 'developer', 'viewer', 'ingest'] as const;
  const others = await Promise.all(roles.map(async (role) => [role, await yard.withRole(role)] as const));
  callers = new Map<Role, Call>([['admin', yard.admin], ...others]);
});

afterAll(() => yard[Symbol.asyncDispose]());

type Needed = Role | 'viewer or ingest';

/** Said here again, so that an operation which changes hands is seen: who may call what. */
const WITHOUT_KEY = ['/healthz', '/readyz', '/metrics'];
const ADMINS = /^\/v1\/(keys|tenants|master-key)(\/|$)/;
const OPERATORS = /^\/v1\/audit(\/|$)/;
/** Whoever may hand data in may look what became of it; taking an import back is another thing. */
const HANDED_IN = /^\/v1\/(datasets|imports)(\/|$)/;
const UNDO = 'POST /v1/imports/{id}/undo';
const DEVELOPERS = ['POST /v1/connectors', 'POST /v1/playground'];
const PREVIEWS = /^POST \/v1\/(deletes|merges|mapping-collections\/\{id\})\/preview$/;

function expectedRole({ method, path }: Operation): Needed | null {
  if (WITHOUT_KEY.includes(path)) return null;
  if (ADMINS.test(path)) return 'admin';
  if (OPERATORS.test(path)) return 'operator';
  if (HANDED_IN.test(path) && `${method} ${path}` !== UNDO)
    return method === 'GET' ? 'viewer or ingest' : 'ingest';
  if (DEVELOPERS.includes(`${method} ${path}`)) return 'developer';
  return method === 'GET' || PREVIEWS.test(`${method} ${path}`) ? 'viewer' : 'operator';
}

const MAY: Readonly<Record<Role, readonly Needed[]>> = {
  admin: ['admin', 'operator', 'developer', 'viewer', 'ingest', 'viewer or ingest'],
  operator: ['operator', 'developer', 'viewer', 'ingest', 'viewer or ingest'],
  developer: ['developer', 'viewer', 'viewer or ingest'],
  viewer: ['viewer', 'viewer or ingest'],
  ingest: ['ingest', 'viewer or ingest'],
};

describe('the roles', () => {
  it('are named by every operation', () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(operations.map(described(({ role }) => role))).toEqual(operations.map(described(expectedRole)));
  });

  it('open to each role what the table says, and nothing else', async () => {
    const seen: string[] = [];
    const table: string[] = [];
    for (const [role, call] of callers) {
      for (const operation of operations) {
        const { status, body } = await call(
          operation.method,
          filled(operation, () => 'none'),
        );
        const isRefused = status === 403 && String(body.detail).startsWith(`the key's role is ${role}`);
        const needed = expectedRole(operation);
        seen.push(`${role}: ${operation.method} ${operation.path} ${isRefused ? 'no' : 'yes'}`);
        const isAllowed = needed === null || MAY[role].includes(needed);
        table.push(`${role}: ${operation.method} ${operation.path} ${isAllowed ? 'yes' : 'no'}`);
      }
    }

    expect(seen).toEqual(table);
  });

  it('leave an ingest key nothing but handing data in, and what takes no key', async () => {
    const open = operations.filter((operation) => !MAY.ingest.includes(expectedRole(operation) ?? 'ingest'));

    for (const operation of open) {
      const answer = await callers.get('ingest')?.(
        operation.method,
        filled(operation, () => 'none'),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
  });
});

function described(role: (operation: Operation) => string | null): (operation: Operation) => string {
  return (operation) => `${operation.method} ${operation.path} ${role(operation)}`;
}
