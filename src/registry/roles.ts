/** What an API key may do, from all to least. `ingest` only hands data in. */
export const ROLES = ['admin', 'operator', 'developer', 'viewer', 'ingest'] as const;
export type Role = (typeof ROLES)[number];
