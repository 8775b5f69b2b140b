/** What an API key may do. Each role but `ingest` may do what the ones behind it may. */
export const ROLES = ['admin', 'operator', 'developer', 'viewer', 'ingest'] as const;
export type Role = (typeof ROLES)[number];

export interface RoleRule {
  /** The roles whose keys may call an operation that needs this one. */
  readonly mayCall: readonly Role[];
  /** What such operations are. */
  readonly covers: string;
}

/** The one table of roles: every operation names the role it needs, and this says whose keys may call it. */
export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  admin: {
    mayCall: ['admin'],
    covers: 'keys, tenants, the master key: who may do what',
  },
  operator: {
    mayCall: ['admin', 'operator'],
    covers:
      'everything that changes what runs: connections, secrets, scopes, mappings, transfers, merges, deletes; the audit trail',
  },
  developer: {
    mayCall: ['admin', 'operator', 'developer'],
    covers: 'what changes nothing that runs until an operator uses it: connectors',
  },
  viewer: {
    mayCall: ['admin', 'operator', 'developer', 'viewer'],
    covers: 'reading, and previews that change nothing',
  },
  ingest: {
    mayCall: ['admin', 'operator', 'ingest'],
    covers: 'handing data in, and nothing else',
  },
};

export function mayCall(role: Role, needed: Role): boolean {
  return ROLE_RULES[needed].mayCall.includes(role);
}
