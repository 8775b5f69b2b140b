import type { KeptFor } from '../flow/index.js';

/** How long, and how much, of a tenant is kept; null: as the host keeps it. */
export const TENANT_RETENTION = [
  'payloadDays',
  'historyDays',
  'rejectionDays',
  'eventDays',
  'changeDays',
  'auditDays',
  'datasetDays',
  'payloadBytes',
] as const;
export type TenantRetention = Readonly<Record<(typeof TENANT_RETENTION)[number], number | null>>;

const AS_THE_HOST: TenantRetention = {
  payloadDays: null,
  historyDays: null,
  rejectionDays: null,
  eventDays: null,
  changeDays: null,
  auditDays: null,
  datasetDays: null,
  payloadBytes: null,
};

/** The age of each kind. */
export const DAYS_OF: Readonly<Record<KeptFor, Exclude<keyof TenantRetention, 'payloadBytes'>>> = {
  payloads: 'payloadDays',
  history: 'historyDays',
  rejections: 'rejectionDays',
  events: 'eventDays',
  changes: 'changeDays',
  audit: 'auditDays',
  datasets: 'datasetDays',
};

export function tenantRetentionOf(stored: string | null): TenantRetention {
  return stored === null
    ? AS_THE_HOST
    : { ...AS_THE_HOST, ...(JSON.parse(stored) as Partial<TenantRetention>) };
}

/** Null where all is as the host keeps it: then nothing is looked up for the tenant either. */
export function storedTenantRetention(retention: TenantRetention): string | null {
  const set = TENANT_RETENTION.filter((name) => retention[name] !== null);
  return set.length === 0
    ? null
    : JSON.stringify(Object.fromEntries(set.map((name) => [name, retention[name]])));
}
