// stand-in until the verify folder is written: see the verify helper's task
/** One live secret of a name. */
export interface LiveSecret {
  readonly id: string;
  readonly value: string;
  /** Verifies until then (ms since the epoch); absent: no end. */
  readonly notAfter?: number;
}
export type VerifyScheme = { readonly kind: string };
