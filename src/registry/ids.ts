/** Owner numbers (`hook.owner`, `inbox.owner`, `seen.owner`): a connection's own address is even, a receiver odd. */
export function ownerOfConnection(connection: number): number {
  return connection * 2;
}

export function ownerOfReceiver(receiver: number): number {
  return receiver * 2 + 1;
}

/** The first tenant: the host's own operator. Receivers and connectors it shares serve all tenants. */
export const HOST_TENANT = 1;

/** The tenant number of a connector in its data form that every tenant may use. */
export const EVERY_TENANT = 0;

/** What names a connector in one version. */
export function connectorId(name: string, version: string): string {
  return `${name}@${version}`;
}
