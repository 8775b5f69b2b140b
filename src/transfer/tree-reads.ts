import type { RecordType, ScopeAction } from '@hookyard/sdk';

import type { HookHead } from '../flow/index.js';

import type { AncestorName } from './story.js';

/** What a transfer reads of the ledger. */
export interface LedgerReads {
  request(seq: number): Promise<{
    readonly parent: number | null;
    readonly type: string;
    readonly action: string;
    readonly recordId: string;
  } | null>;
  hook(seq: number): Promise<{ readonly head: HookHead } | null>;
}

/** The gate's limit, and one to see that it is passed. */
const DEEPEST = 9;

/** The requests above one, nearest first. */
export async function ancestorsOf(reads: LedgerReads, parent: number | null): Promise<AncestorName[]> {
  const line: AncestorName[] = [];
  let above = parent;
  while (above !== null && line.length < DEEPEST) {
    const found = await reads.request(above);
    if (!found) break;
    const { type, action, recordId } = found;
    line.push({ type: type as RecordType, action: action as ScopeAction, recordId });
    above = found.parent;
  }
  return line;
}

export async function headersOf(reads: LedgerReads, hook: number): Promise<Readonly<Record<string, string>>> {
  return (await reads.hook(hook))?.head.headers ?? {};
}
