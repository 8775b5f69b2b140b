import type { ConnectorContext } from '../context.js';
import type { Json, JsonObject } from '../vocabulary.js';

/**
 * One kind of record of a REST system as data: what `restRecords` makes handlers of. What a system does in its own way
 * is written beside it: `{ ...restRecords(customers), lookup: ownLookup }`.
 */

/** Where a value of an answer lies: a dotted path into its body (`paging.next.after`, `rows.0.id`), or a header. */
export type AnswerPlace =
  | string
  | {
      /** Name of the header, in lower case. */
      readonly header: string;
    };

/** Values of an address's query; undefined ones are left out. */
export type RestQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/** How a system gives a list in pages. */
export type RestPages =
  | {
      /** The `Link` header has the address of the next page (RFC 8288); only its query is taken, never its host. */
      readonly kind: 'link';
      /** Query parameter of the page's size. */
      readonly size: string;
    }
  | {
      /** Pages have numbers; one that is not full is the last. */
      readonly kind: 'page';
      /** Query parameter of the page's size; absent: the system always gives `most`. */
      readonly size?: string;
      /** Query parameter of the number. */
      readonly page: string;
      /** Number of the first page. Default 1. */
      readonly first?: 0 | 1;
    }
  | {
      /** Pages begin behind so many records; one that is not full is the last. */
      readonly kind: 'offset';
      /** Query parameter of the page's size. */
      readonly size: string;
      /** Query parameter of the number of records before the page. */
      readonly offset: string;
    }
  | {
      /** The answer holds what the next page is asked for with; nothing there, null or empty: it was the last. */
      readonly kind: 'cursor';
      /** Query parameter of the page's size. */
      readonly size: string;
      /** Query parameter the cursor is sent in. */
      readonly cursor: string;
      /** Where the answer holds it. */
      readonly next: AnswerPlace;
    }
  | {
      /** The next page begins behind the last record of this one. */
      readonly kind: 'last';
      /** Query parameter of the page's size. */
      readonly size: string;
      /** Query parameter that takes the last record's id. */
      readonly after: string;
      /** Dotted path of a boolean that says whether there is more. */
      readonly more: string;
    }
  | {
      /** There are no pages: one answer holds everything. */
      readonly kind: 'whole';
    };

/** How a time is written: RFC 3339 in UTC, seconds or milliseconds since the epoch, as HTTP writes dates, or in a way of its own. */
export type RestTime = 'rfc3339' | 's' | 'ms' | 'http' | ((ms: number) => string);

/** How a list is asked for what changed since a time. */
export type RestSince = {
  /** Default `rfc3339`. */
  readonly as?: RestTime;
} & (
  | {
      /** The query parameter that takes it. */
      readonly query: string;
      readonly header?: never;
    }
  | {
      /** The header that takes it. */
      readonly header: string;
      readonly query?: never;
    }
);

/** The list of a resource. */
export interface RestList {
  /** How it comes in pages. */
  readonly pages: RestPages;
  /** The most records of a page; the host asks for fewer where it wants fewer. */
  readonly most: number;
  /** Sent with every page but those of `link`, whose address says it all. */
  readonly query?: RestQuery;
  /** Absent: the system cannot say what changed, and a poll lists everything. */
  readonly since?: RestSince;
  /** Where the answer holds how many records the whole list has. */
  readonly total?: AnswerPlace;
  /**
   * The system leaves a list out where nothing is in it. Else an answer without its list is not understood, and asked
   * for again. Default false.
   */
  readonly omitsEmpty?: boolean;
}

/** A create or update. */
export interface RestWrite {
  /** Default POST for creates, PATCH for updates. */
  readonly method?: 'POST' | 'PUT' | 'PATCH';
  /** Default `json`. `form`: `address[city]=Bern&lines[0][sku]=X`. */
  readonly as?: 'json' | 'form';
  /** What is sent for a record; `id` is given for updates. Default: the record. */
  readonly body?: (record: JsonObject, id: string | undefined) => Json;
  /** Query of the call. */
  readonly query?: RestQuery;
  /** `part`: the answer to it is not the whole record, which is then read. Default `record`. */
  readonly answers?: 'record' | 'part';
}

/** How a create is refused because the record is there already. */
export interface RestTaken<Context = ConnectorContext> {
  /** The statuses that may mean it; any other body with one of them is Conflict (409) or Invalid. */
  readonly statuses: readonly (400 | 409 | 422)[];
  /** The external id of the record that is there, or undefined where the answer means something else. */
  existing(body: Json, record: JsonObject, ctx: Context): string | undefined | Promise<string | undefined>;
}

/** One kind of record of a REST system. What is not given, the connector cannot do. */
export interface RestResource<Settings = Readonly<Record<string, unknown>>> {
  /** Address of the collection below the connector's `baseUrl`: `/customers`. */
  readonly path: string | ((settings: Settings) => string);
  /** Address of one record; the id comes as it is. Default: the collection's, a slash and the id, encoded. */
  readonly onePath?: (id: string, settings: Settings) => string;
  /** Sent with every call, beside those of authentication. */
  readonly headers?:
    Readonly<Record<string, string>> | ((settings: Settings) => Readonly<Record<string, string>>);
  /** Sent with every read and write of one record. */
  readonly oneQuery?: RestQuery;
  /** Dotted path of the record in the answer to a read or write of one. Default: the body. */
  readonly one?: string;
  /** Dotted path of the records in a list. Default: the body. */
  readonly many?: string;
  /** Where a record holds its id: a dotted path, or a function. Default `id`. */
  readonly id?: string | ((record: JsonObject) => string);
  /** Dotted path of a record's version. Default: it has none. */
  readonly version?: string;
  /** False: one record cannot be read by its id. Default true. */
  readonly get?: boolean;
  /** Absent: the records cannot be listed. */
  readonly list?: RestList;
  /** Match keys with the query parameter that finds records by their exact value. */
  readonly lookup?: Readonly<Record<string, string>>;
  /** Makes a record. */
  readonly create?: RestWrite & {
    /** Absent: a refused create is Conflict (409) or Invalid, and nothing is looked for. */
    readonly taken?: RestTaken<ConnectorContext<Settings>>;
  };
  /** Changes one: by default only the fields that changed are sent. */
  readonly update?: RestWrite & {
    /** `whole`: every field of the record. Default `changed`. */
    readonly send?: 'changed' | 'whole';
  };
  /** Removes one. */
  readonly delete?: {
    /** Query of the call. */
    readonly query?: RestQuery;
  };
  /** Where writes carry `ctx.request.writeKey`, for systems that do nothing twice for one key. */
  readonly writeKey?:
    | {
        /** Name of the header. */
        readonly header: string;
        readonly query?: never;
        readonly body?: never;
      }
    | {
        /** Name of the query parameter. */
        readonly query: string;
        readonly header?: never;
        readonly body?: never;
      }
    | {
        /** Name of a field beside what a create sends; updates and deletes carry none. */
        readonly body: string;
        readonly header?: never;
        readonly query?: never;
      };
}
