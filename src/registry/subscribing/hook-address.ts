import { hookUrl } from '../directory-snapshot.js';

/** What an address that is registered at an external system is to a connection. */
export type AddressKind =
  /** Hooks arrive there, and will: a key that lives on, under the present public URL. */
  | 'present'
  /** The connection's, and it ends or ended: another public URL, or a key that was rotated. */
  | 'former'
  /** It begins like one of the connection's, and somebody put more behind it. */
  | 'longer'
  | 'foreign';

/** A registered address as the connection sees it. */
export interface AddressFacts {
  readonly kind: AddressKind;
  /** Its key is the one only the host knows: nobody but the host can have registered it. */
  readonly isOwn: boolean;
}

/** A key of the connection, as an address is told by. */
export interface AddressKey {
  readonly hash: string;
  readonly notAfter: number | null;
  readonly isOwn: boolean;
}

const IN_ADDRESS = /^([^?#]*)\/hooks\/(hk_[0-9A-Za-z]{22})([^]*)$/;
const FOREIGN: AddressFacts = { kind: 'foreign', isOwn: false };

/** Keys are found by their hashes: an address is ours under whatever host it was registered. */
export function factsOfAddress(
  url: string,
  of: {
    readonly publicUrl: string;
    readonly keys: readonly AddressKey[];
    readonly hashesOf: (key: string) => readonly string[];
  },
): AddressFacts {
  const [, base, key, rest] = IN_ADDRESS.exec(url) ?? [];
  if (base === undefined || key === undefined) return FOREIGN;
  const hashes = of.hashesOf(key);
  const known = of.keys.find(({ hash }) => hashes.includes(hash));
  if (!known) return FOREIGN;
  const { isOwn, notAfter } = known;
  if (base !== of.publicUrl || notAfter !== null) return { kind: 'former', isOwn };
  return { kind: rest === '' ? 'present' : 'longer', isOwn };
}

/** As it may be shown: of the key only its beginning. */
export function shownAddress(publicUrl: string, hint: string): string {
  return hookUrl(publicUrl, hint);
}
