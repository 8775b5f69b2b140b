import type { RefusedConnector } from '../connector-shelf.js';
import type { ConnectorOrigin } from '../loading/origin.js';
import { lendModules } from './host-modules.js';
import { readPackageList, type PackageEntry } from './package-list.js';
import { pinId } from './package-name.js';
import { PackageStore } from './package-store.js';
import { reasonOf } from './package-error.js';

export interface PackageSettings {
  /** The file that names them. */
  readonly file: string;
  /** Where they are kept. */
  readonly directory: string;
}

/** A package that is whole. */
export interface PackagePlace {
  readonly folder: string;
  readonly source: 'package';
  readonly from: string;
  readonly isolation?: ConnectorOrigin['isolation'];
  readonly pinned: PackageEntry;
}

/** The packages the configuration names, those that are not whole refused. */
export async function packagePlaces({
  file,
  directory,
}: PackageSettings): Promise<{ places: PackagePlace[]; refused: RefusedConnector[] }> {
  const { entries, problems } = readPackageList(file);
  const store = new PackageStore(directory);
  const places: PackagePlace[] = [];
  const refused: RefusedConnector[] = [...problems];
  const unlent = entries.length > 0 ? lend(directory) : null;
  if (unlent !== null) refused.push({ from: directory, problems: [unlent] });
  for (const entry of entries) {
    const from = pinId(entry);
    const wrong = await store.problemsOf(entry);
    if (wrong.length > 0) refused.push({ from, problems: wrong });
    else {
      const { isolation } = entry;
      const folder = store.folderOf(entry);
      places.push({ folder, source: 'package', from, pinned: entry, ...(isolation ? { isolation } : {}) });
    }
  }
  return { places, refused };
}

function lend(directory: string): string | null {
  try {
    lendModules(directory);
    return null;
  } catch (error) {
    const reason = reasonOf(error);
    return `its packages cannot be given the host's own modules: ${reason}; let the host write there once`;
  }
}
