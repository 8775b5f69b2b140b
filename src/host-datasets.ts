import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import {
  DatasetRows,
  Datasets,
  DatasetStore,
  DueDatasets,
  DueImports,
  Imports,
  ImportStore,
  ImportWalk,
  RowErasing,
  UndoWalk,
  type RowName,
} from './datasets/index.js';
import { HostError } from './errors/index.js';
import type { HandChange, Hub } from './hub/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Metrics } from './observe/index.js';
import { datasetsOf, type Registry } from './registry/index.js';
import type { EnqueueAlso } from './schedule/index.js';
import type { OpenStore } from './store/index.js';
import type { OpenRequests, UsageBook } from './tenancy/index.js';
import { foresight } from './transfer/index.js';

export interface DatasetPartsOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly ledger: Pick<OpenLedger, 'reads'>;
  readonly registry: Pick<Registry, 'datasets' | 'directory' | 'recordTypes'>;
  readonly hub: Hub;
  readonly tenancy: {
    readonly usage: Pick<UsageBook, 'hasStorage' | 'stored'>;
    readonly openRequests: Pick<OpenRequests, 'added' | 'hasRoom'>;
  };
  readonly settings: Pick<
    Config,
    | 'HOOKYARD_DATASET_MAX_BYTES'
    | 'HOOKYARD_DATASET_MAX_ROW_BYTES'
    | 'HOOKYARD_DATASET_MAX_ROWS'
    | 'HOOKYARD_IMPORT_OPEN_ROWS'
  >;
  /** Of the pipeline, which runs what this process has to run. */
  readonly enqueueAlso: EnqueueAlso;
  readonly metrics: Pick<Metrics, 'importEnded' | 'importedRows'>;
  readonly changeByHand: (change: HandChange) => Promise<boolean>;
}

export interface DatasetParts {
  readonly admin: {
    readonly datasets: Datasets;
    readonly datasetRows: DatasetRows;
    readonly imports: Imports;
  };
  /** One step of everything; true while there is more to do at once. */
  readonly work: () => Promise<boolean>;
}

/** A spreadsheet has 16,384; nobody maps so many. */
const MOST_COLUMNS = 1_000;

/** The Ingestion API on what it stands on. */
export function openDatasets(options: DatasetPartsOptions): DatasetParts {
  const { store, clock, registry, settings, hub } = options;
  const { usage } = options.tenancy;
  const { datasets: sources, recordTypes } = registry;
  const datasetStore = new DatasetStore(store);
  const importStore = new ImportStore(store);
  const common = { clock, sources, recordTypes };
  const datasets = new Datasets({
    ...common,
    store: datasetStore,
    isBusy: (dataset) => importStore.isBusy(dataset),
    limits: {
      rows: settings.HOOKYARD_DATASET_MAX_ROWS,
      bytes: settings.HOOKYARD_DATASET_MAX_BYTES,
      rowBytes: settings.HOOKYARD_DATASET_MAX_ROW_BYTES,
      columns: MOST_COLUMNS,
    },
    refuseFull: (tenant) => {
      if (usage.hasStorage(tenant)) return;
      const detail = 'its datasets, hooks and records have to become fewer first';
      throw new HostError('TENANT_QUOTA_REACHED', { subject: 'storedBytes', detail });
    },
    stored: (tenant, bytes) => usage.stored(tenant, bytes),
  });
  const imports = new Imports({ ...common, store: importStore, datasets, rows: datasetStore });
  const due = openDue(options, { datasetStore, importStore });
  const analysing = new DueDatasets({
    ...common,
    store: datasetStore,
    imports: importStore,
    foresight: (view, type) => foresight(view, type, hub),
  });
  const rows = new DatasetRows(datasets, datasetStore);
  const work = async (): Promise<boolean> => {
    const hasImports = await due.run();
    return (await analysing.run()) || hasImports;
  };
  return { admin: { datasets, datasetRows: rows, imports }, work };
}

function openDue(
  options: DatasetPartsOptions,
  { datasetStore, importStore }: { readonly datasetStore: DatasetStore; readonly importStore: ImportStore },
): DueImports {
  const { clock, ledger, registry, hub, tenancy, settings, enqueueAlso, changeByHand, metrics } = options;
  const { openRequests } = tenancy;
  const { directory, recordTypes } = registry;
  const common = {
    imports: importStore,
    datasets: datasetStore,
    directory,
    recordTypes,
    clock,
    reads: ledger.reads,
    enqueueAlso,
    hasRoom: (tenant: number) => openRequests.hasRoom(tenant),
    added: (tenant: number, count: number) => openRequests.added(tenant, count),
    mostOpen: settings.HOOKYARD_IMPORT_OPEN_ROWS,
    onRows: (counts: Parameters<Metrics['importedRows']>[0]) => metrics.importedRows(counts),
  };
  const walk = new ImportWalk(common);
  const undo = new UndoWalk({ ...common, walk, hub, changeByHand });
  return new DueImports({ ...common, walk, undo, onEnd: (state) => metrics.importEnded(state) });
}

/** Takes out what datasets hold of an erased record. */
export function openRowErasing({
  store,
  clock,
  registry,
}: Pick<DatasetPartsOptions, 'clock' | 'store'> & { readonly registry: Pick<Registry, 'directory'> }): {
  unname(tenant: number, names: readonly RowName[]): AsyncGenerator<void>;
} {
  const erasing = new RowErasing({
    store: new DatasetStore(store),
    clock,
    isSource: (connection) => {
      const directory = registry.directory.current();
      const view = directory.connection(connection);
      // One that was removed may have been such a one.
      return view === undefined || datasetsOf(directory, view.tenant).includes(view);
    },
  });
  return { unname: (tenant, names) => erasing.pieces(tenant, names) };
}
