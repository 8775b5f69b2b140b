import type { KeyRates } from '../key-rates.js';

export const PORTAL_RATES = Symbol('PortalRates');

/** How often a page of the portal may ask, and have the host call an address; for each link. */
export interface PortalRates {
  readonly calls: KeyRates;
  readonly callsOut: KeyRates;
}

/** A person at a page: each with a burst of five seconds' worth. */
const CALLS_PER_SECOND = 10;
const CALLS_OUT_PER_SECOND = 1;

export function portalRates(rates: KeyRates): PortalRates {
  return { calls: rates.atMost(CALLS_PER_SECOND), callsOut: rates.atMost(CALLS_OUT_PER_SECOND) };
}
