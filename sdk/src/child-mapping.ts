import type { FieldMapping } from './field-mapping.js';
import type { Expression, RecordType } from './vocabulary.js';

/**
 * A child that is made from fields of its parent: a shipping line from `shipping_cost`, an address from `bill_*`. Its
 * mappings read the parent's record.
 */
export interface ChildRow {
  /** Tells it from the other rows of its list, for ever: renamed, it is another child. */
  readonly name: string;
  /** JSONata over the parent's record; false: there is no such child. Default: there is one. */
  readonly when?: Expression;
  /** One for each target field; `field` and `lookup` read the parent's record. */
  readonly mappings: readonly FieldMapping[];
}

/** A list of records inside a record: lines, addresses, payments, taxes, notes. */
export interface ChildMapping {
  /** The field of the mapped parent that holds the list; no path. */
  readonly target: string;
  /** What the children are: says how their ids are written, and which ids of a create's answer are theirs. */
  readonly type?: RecordType;
  /**
   * Where the list lies in the parent's source record: a dotted path, or JSONata. Nothing there: the list is left
   * untouched; an empty list, or null: it is cleared; one object is a list of one. Absent: there are only `rows`.
   */
  readonly source?: Expression;
  /**
   * The field of the mapped child that holds its id in the system. TO the hub it has to be mapped; FROM the hub the host
   * fills it in, and leaves it out where the system does not have the child yet. Absent: children are not told apart,
   * and the list is compared and written as one value.
   */
  readonly key?: string;
  /** Fields that must be equal in a child that came from elsewhere for a new one to be the same. Needs `key`. */
  readonly match?: readonly string[];
  /**
   * Whether children that are not named are left alone, instead of removed. Default: left alone where the record came
   * with its hook, removed where it was read. Needs `key`.
   */
  readonly partial?: boolean;
  /** JSONata over the source child; false leaves it out. */
  readonly filter?: Expression;
  /** One for each target field of a child. Formulas see the child's source fields and `$Parent`. */
  readonly mappings: readonly FieldMapping[];
  /** Children made from fields of the parent, behind those of the list. */
  readonly rows?: readonly ChildRow[];
  /** Lists inside each child; at most three levels in all. */
  readonly children?: readonly ChildMapping[];
}
