/** Records that carry the same value under a rule. */
export interface GroupRow {
  readonly id: number;
  readonly tenant: number;
  readonly mode: string;
  readonly type: string;
  readonly rule: number;
  readonly edition: number;
  readonly value: string;
  readonly size: number;
  readonly state: string;
  readonly found_at: number;
  readonly updated_at: number;
}

export const GROUP_COLUMNS =
  'id, tenant, mode, type, rule, edition, value, size, state, found_at, updated_at';
