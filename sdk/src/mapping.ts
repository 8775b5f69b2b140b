import type { ChildMapping } from './child-mapping.js';
import type { FieldMapping } from './field-mapping.js';
import type { Direction, Expression, RecordType, SyncType } from './vocabulary.js';

/** How a create that meets an existing record ends. */
export type CollisionMethod = 'ERROR' | 'REMAP_AND_LINK' | 'UPDATE_AND_LINK' | 'UPDATE_AND_NO_LINK';

/**
 * Who keeps a field that two systems changed before either saw the other's change. `latest`: who came last · `hub`: who
 * came first · `priority`: who stands first in a list of connections, one that is not listed behind them ·
 * `park`: a person decides. Who loses is corrected.
 */
export type ConflictRule =
  | 'latest'
  | 'hub'
  | 'park'
  | {
      /** Ids of connections, the first of them above all others. */
      readonly priority: readonly string[];
    };

/** A field by which records are matched: as it is, or in a form in which different spellings are one. */
export type MatchKey =
  | string
  | {
      /** The field of the mapped record that holds the value. */
      readonly field: string;
      /** `email`: without spaces around it, in lower case. */
      readonly form: 'email';
    };

/** The mapping of one record type, in one direction, for one sync type. */
export interface CollectionDefinition {
  /** Unique among the collections of its type and direction. */
  readonly name: string;
  /** The type of record it maps. */
  readonly type: RecordType;
  /** TO the hub, or FROM it. */
  readonly direction: Direction;
  /** Which changes it serves. */
  readonly syncType: SyncType;
  /** Lower first; the first collection whose filter holds is used. Default 100. */
  readonly order?: number;
  /** JSONata over the source record; false ends the request `filtered`. */
  readonly filter?: Expression;
  /** JSONata over the source record; true ends the request `error-filtered`, waiting for a person. */
  readonly errorFilter?: Expression;
  /** What happens when a create meets a record that is there already. Default `ERROR`. */
  readonly collision?: CollisionMethod;
  /**
   * Fields of the mapped record that tell one record from another, the surest first. Before a create they are looked
   * for: FROM the hub by `lookup` at the destination, TO the hub among the records there. One hit is linked and
   * updated, several park the request.
   */
  readonly match?: readonly MatchKey[];
  /** TO the hub: what becomes of a field that was changed here and in the system at once. Default `latest`. */
  readonly conflict?: ConflictRule;
  /** Other rules for single fields of the hub; of child lists `lines`, or `lines.quantity` for one field of all of them. */
  readonly conflictByField?: Readonly<Record<string, ConflictRule>>;
  /** What happens when an update finds its record gone. Default `park`. */
  readonly onMissing?: 'park' | 'recreate' | 'unlink';
  /** One for each target field. A target no mapping names is left untouched; null clears it. */
  readonly mappings: readonly FieldMapping[];
  /** Its lists of child records, each with mappings of its own. */
  readonly children?: readonly ChildMapping[];
}
