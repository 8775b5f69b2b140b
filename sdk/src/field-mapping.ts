import type { Expression, Json, RecordType } from './vocabulary.js';

/** How one target field gets its value. */
export type FieldMapping = {
  /** The field that is written; may be a dotted path (`billing.city`). */
  readonly target: string;
} & (
  | {
      readonly kind: 'static';
      /** The same for every record. */
      readonly value: Json;
    }
  | {
      readonly kind: 'field';
      /** The field that is copied 1:1; may be a dotted path. An absent one leaves the target untouched. */
      readonly source: string;
    }
  | {
      readonly kind: 'formula';
      /** JSONata over the source record, with `$Settings`, `$CustomFields` and, in children, `$Parent`. */
      readonly expression: Expression;
    }
  | {
      readonly kind: 'lookup';
      /** The field whose value is looked up. */
      readonly source: string;
      /** Values by value, inline, or the name of a table of the host. */
      readonly table: Readonly<Record<string, Json>> | string;
      /** For values that have no row; before the default of the table itself. */
      readonly default?: Json;
      /**
       * For values that have neither a row nor a default: `keep` leaves the target untouched, `null` clears it,
       * `error` parks the request as `Invalid`, naming the value. Default `keep`.
       */
      readonly missing?: 'error' | 'null' | 'keep';
    }
  | {
      readonly kind: 'link';
      /**
       * The field that names another record: TO the hub by its id in the system, FROM the hub by the id of its hub
       * record (`rec_…`). What is written is the other of the two. An absent field leaves the target untouched, null and
       * empty text clear it, a list is taken id by id.
       */
      readonly source: string;
      /** The type of the record that is named. */
      readonly type: RecordType;
      /** Whose ids they are: a connection (`con_…`) of the same tenant and mode. Default: the collection's own. */
      readonly connection?: string;
      /**
       * What happens while the record has no link there. `wait`: the request is held until it has one, and parked after
       * a day · `fetch`: the record is brought over first, as a child of the request · `null`: the target is cleared, of
       * a list the item is left out · `error`: the request is parked as `Invalid`. Default `wait`.
       */
      readonly missing?: 'wait' | 'fetch' | 'null' | 'error';
    }
);
