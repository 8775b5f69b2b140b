/**
 * Where a value of a request lies: exactly one of the four. `body` is a dotted path into the JSON body (`a.b.0.c`),
 * or into the element where the scheme is `perElement`.
 */
export type Place =
  | {
      /** Name of the header, in any case. */
      readonly header: string;
      readonly query?: never;
      readonly body?: never;
      readonly form?: never;
    }
  | {
      /** Name of the query value. */
      readonly query: string;
      readonly header?: never;
      readonly body?: never;
      readonly form?: never;
    }
  | {
      /** Dotted path into the body. */
      readonly body: string;
      readonly header?: never;
      readonly query?: never;
      readonly form?: never;
    }
  | {
      /** Name of the form field. */
      readonly form: string;
      readonly header?: never;
      readonly query?: never;
      readonly body?: never;
    };

/** A length of time: milliseconds, or a number with `ms`, `s`, `m`, `h` or `d` (`'5m'`). */
export type Duration = number | string;

/** A hash function. */
export type HashName = 'sha1' | 'sha256' | 'sha512';
