/** How a record of a source compares with its link. */
export type ReconcileKind = 'missing' | 'changed' | 'unknown' | 'same' | 'gone';
