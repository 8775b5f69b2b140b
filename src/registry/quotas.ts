/** What a tenant may have at most; null: no bound of its own. */
export const QUOTAS = ['storedBytes', 'hooksPerDay', 'connections', 'openRequests'] as const;
export type Quota = (typeof QUOTAS)[number];
export type Quotas = Readonly<Record<Quota, number | null>>;

export const NO_QUOTAS: Quotas = {
  storedBytes: null,
  hooksPerDay: null,
  connections: null,
  openRequests: null,
};

export function quotasOf(stored: string | null): Quotas {
  return stored === null ? NO_QUOTAS : { ...NO_QUOTAS, ...(JSON.parse(stored) as Partial<Quotas>) };
}

/** Null where nothing is bounded: then nothing is looked up for the tenant either. */
export function storedQuotas(quotas: Quotas): string | null {
  const set = QUOTAS.filter((name) => quotas[name] !== null);
  return set.length === 0
    ? null
    : JSON.stringify(Object.fromEntries(set.map((name) => [name, quotas[name]])));
}
