/** What has an age of its own after which it goes; the settings say how old. */
export type KeptFor = 'payloads' | 'history' | 'rejections' | 'events' | 'changes' | 'audit' | 'datasets';

/** Rows that retention takes away, or empties (`body`, `payload`) or compresses (`packed`); the label of its figures. */
export const RETAINED = [
  'packed',
  'body',
  'payload',
  'attempt',
  'hook',
  'request',
  'verdict',
  'rejection',
  'delivery',
  'event',
  'change',
  'audit',
  'erasure',
  'dataset',
] as const;
export type Retained = (typeof RETAINED)[number];

/** What one step took away; `spared`: old enough, and left, because something of it is not over. */
export interface Removed {
  readonly rows: Readonly<Partial<Record<Retained, number>>>;
  readonly spared?: number;
  /** Hooks among them that waited for a person. */
  readonly parked?: number;
}

/** What came before this time goes; 0: nothing does. */
export type KeptSince = (what: KeptFor, tenant: number | null) => number;
