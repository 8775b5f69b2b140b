import type { Mode } from '@hookyard/sdk';

/** What is known of a hook's request beside its body. Stored as JSON in `hook.head`; credentials are keyed hashes. */
export interface HookHead {
  readonly method: string;
  /** The path behind the receiver's own address, with its leading slash, undecoded; '' when there is none. */
  readonly path: string;
  /** The raw query, without `?`. */
  readonly query: string;
  /** Names in lower case; several values joined by `, `; credentials replaced by `hash:<16 hex>`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The verification scheme's kind, and the id of the secret that verified. */
  readonly scheme: string;
  readonly secretId: string | null;
  /** The connection, where the address or an AuthToken named it; null where each element's account does. */
  readonly connection: number | null;
  readonly mode: Mode | null;
  /** The delivery id as the provider sent it, where it promises one. */
  readonly deliveryId: string | null;
  /** A delivery id seen before with another body: kept as new and flagged. */
  readonly isSuspect?: true;
  /** True where a per-element signature is checked in resolve. */
  readonly verifiesElements?: true;
  /** Places of the body whose elements were erased: an empty object stands there. */
  readonly erased?: readonly number[];
  /** Its body, query and headers were removed by retention. */
  readonly isEmptied?: true;
}

/** A hook about to be stored. */
export interface IncomingHook {
  /** The receiving point: see `ownerOf…` in registry. Hooks of one owner are resolved in order. */
  readonly owner: number;
  readonly receivedAt: number;
  readonly head: HookHead;
  readonly body: Buffer;
  /** The delivery key (at most 64 bytes; longer ones hashed), where there is one. */
  readonly key: string | null;
  /** 53-bit hash of the body, to tell a repeat from another body under the same key. */
  readonly bodyHash: number;
  /** Its sender's answer waits for its transfers, and a repeat gets the same answer. */
  readonly awaitsAnswer?: true;
}

/** A stored hook, waiting to be resolved. `seq` is its place in the order of receipt. */
export interface Hook {
  readonly seq: number;
  readonly owner: number;
  readonly receivedAt: number;
  readonly head: HookHead;
  readonly body: Buffer;
  /** Elements before this one are resolved already. */
  readonly cursor: number;
  readonly plan: string | null;
}
