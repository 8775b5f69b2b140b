export interface MergeRow {
  readonly id: number;
  readonly tenant: number;
  readonly mode: string;
  readonly type: string;
  readonly winner: number;
  readonly depth: number;
  readonly at: number;
  readonly undone_at: number | null;
  readonly actor: string;
  readonly detail: string;
  readonly undone: string | null;
}

export const MERGE_COLUMNS = 'id, tenant, mode, type, winner, depth, at, undone_at, actor, detail, undone';
