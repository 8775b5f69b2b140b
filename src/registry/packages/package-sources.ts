import type { NpmRegistry } from './npm-registry.js';
import type { PackageStore } from './package-store.js';

/** Where packages come from and go to. */
export interface Packages {
  readonly store: PackageStore;
  readonly registry: NpmRegistry;
  /** Tarballs at hand, by their digest. */
  readonly offered: ReadonlyMap<string, Buffer>;
}
