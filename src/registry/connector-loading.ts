import { realpathSync } from 'node:fs';

import { ConnectorLoader, connectorPlaces, watchedPlace, type LoaderOptions } from './connector-loader.js';
import type { ConnectorShelf } from './connector-shelf.js';
import type { ConnectorWorkers } from './isolation/connector-workers.js';
import { packagePlaces, type PackageSettings } from './packages/package-places.js';
import { WatchedFolders } from './loading/watched-folders.js';

export interface LoadingOptions {
  readonly shelf: ConnectorShelf;
  readonly workers: ConnectorWorkers;
  /** A watched folder was loaded anew, under this id. */
  readonly onReloaded: (id: string) => Promise<void>;
  /** What cannot be used, and why. */
  readonly onUnusable: (what: string, error: unknown) => void;
}

/** Brings connectors onto the shelf at boot, and those under development again whenever they change. */
export class ConnectorLoading {
  private watched: WatchedFolders | undefined;

  constructor(private readonly options: LoadingOptions) {}

  /** Watched folders first: one that lies in the folder of connectors is theirs. */
  async load({ directory, packages, watched = [], ...how }: LoaderOptions): Promise<void> {
    const { shelf, onReloaded } = this.options;
    const loader = new ConnectorLoader(shelf, { ...how, workers: this.options.workers });
    const places = watched.map(watchedPlace);
    this.watched = new WatchedFolders({
      loader,
      shelf,
      places,
      onReloaded,
      onRefused: (from, problems) => this.tell(from, problems),
    });
    await this.watched.load();
    const taken = new Set(places.map(({ folder }) => folder));
    for (const place of connectorPlaces(directory))
      if (!taken.has(realpathSync(place.folder))) await loader.load(place);
    if (packages) await this.loadPackages(loader, packages);
    for (const { from, problems } of shelf.refused) if (!taken.has(from)) this.tell(from, problems);
  }

  private async loadPackages(loader: ConnectorLoader, settings: PackageSettings): Promise<void> {
    const { places, refused } = await packagePlaces(settings);
    for (const one of refused) this.options.shelf.refuse(one);
    for (const place of places) await loader.load(place);
  }

  start(): void {
    this.watched?.start();
  }

  async stop(): Promise<void> {
    await this.watched?.stop();
    this.options.workers.end();
  }

  private tell(from: string, problems: readonly string[]): void {
    this.options.onUnusable(`connector ${from}`, problems.join('; '));
  }
}
