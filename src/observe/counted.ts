/** Why a request at a hook address was not kept; a closed list, so that the label stays bounded. */
export const REJECTIONS = [
  'not-genuine',
  'undecided',
  'unknown-key',
  'removed',
  'method',
  'size',
  'encoding',
  'rate',
  'quota',
  'storage',
  'malformed',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** How a turn of a request ended. */
export const TURNS = [
  'done',
  'ended',
  'retry',
  'children',
  'decision',
  'held',
  'parked',
  'lost',
  'conflict',
] as const;
export type Turn = (typeof TURNS)[number];

/** What became of deletes that waited. */
export const WAITED_DELETES = ['released', 'braked'] as const;

/** What became of rows of imports, as the Ingestion API names it. */
export const ROW_ENDS = [
  'created',
  'updated',
  'unchanged',
  'skipped',
  'bad',
  'failed',
  'removed',
  'restored',
  'kept',
] as const;
export type RowEnd = (typeof ROW_ENDS)[number];

/** Where an import comes to rest. */
export const IMPORT_ENDS = ['completed', 'needs_review', 'failed'] as const;
export type ImportEnd = (typeof IMPORT_ENDS)[number];

/** How a call of a subscriber came out. */
export const DELIVERY_ENDS = [
  'delivered',
  'gone',
  '3xx',
  '4xx',
  '5xx',
  'timeout',
  'dns',
  'refused',
  'reset',
  'tls',
  'forbidden',
  'aborted',
  'other',
] as const;
export type DeliveryEnd = (typeof DELIVERY_ENDS)[number];

export const CALL_ENDS = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];
