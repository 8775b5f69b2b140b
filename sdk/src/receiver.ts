import type { HookAnswer } from './answer.js';
import type { Expression } from './vocabulary.js';
import type { VerifyScheme } from './verify/scheme.js';
import type { Handshake } from './verify/handshake.kinds.js';

/** Where a field of the request is read from. */
export type FieldSource = 'Header' | 'BodyPath' | 'UrlSegment' | 'Static' | 'Query' | 'FormField' | 'Method';

/**
 * How one value of a hook is found. `at` is a header, query or form field name, a JSONata path into the element,
 * the index of a URL segment behind the receiver's own path (from 0), or the static value itself; `Method` needs none.
 * `Expression` runs after the retrieval with `RetrievedValue`, `BodyJSON` (the element), `Envelope`, `UrlSegment`,
 * `URL`, `Headers`, `Query`, `Settings` and the fields computed before it (`AuthToken`, `Scope`, `ExternalId`, in
 * that order), each readable as a path (`RetrievedValue`) and as a variable (`$RetrievedValue`).
 */
export interface FieldDefinition {
  /** Which part of the request holds it. */
  readonly from: FieldSource;
  /** Where in that part. Needed by all but `Method`. */
  readonly at?: string;
  /** Default `AsIs`. */
  readonly processing?: 'AsIs' | 'Expression';
  /** Needed exactly where `processing` is `Expression`. */
  readonly expression?: Expression;
}

/**
 * An answer that waits: the hook is kept first, then its transfers run, then its sender is answered as `answer` says,
 * with this body. Keep it for senders that need to know; all others are served better by an answer at once.
 */
export interface ReplyDefinition {
  /** When all of the hook's transfers are over, or wait for a person. */
  readonly when: 'done';
  /**
   * Milliseconds from receipt, 100 to 60,000; past it the sender gets 504, and the hook runs on. Choose less than the
   * sender waits: it would never see the answer.
   */
  readonly deadlineMs: number;
  /**
   * JSONata over `Headers`, `BodyJSON`, `Query`, `URL`, `UrlSegment`: only senders for whose hooks it yields true wait,
   * all others are answered at once. Default: all wait.
   */
  readonly only?: Expression;
  /**
   * JSONata over `Requests` (a list of `element`, `scope`, `type`, `action`, `externalId`, `state`, `code`, `reason`), `Verdicts`
   * (of `element`, `scope`, `type`, `externalId`, `verdict`, `rule`), `BodyJSON`, `Headers`, `Query`, `URL`. A text is
   * sent as it is, anything else as JSON. Default: the body of `answer`.
   */
  readonly body?: Expression;
}

/**
 * The numbers a sender gives its events, one behind the other, where it does: numbers that do not come are reported, and
 * a reconcile is started for what changed since the last delivery before them.
 */
export interface SequenceDefinition {
  /** JSONata over the body (without the lists its records lie in): the number of the delivery's first event. */
  readonly first: Expression;
  /** The same for its last; absent: each delivery has one number. */
  readonly last?: Expression;
  /** How long a missing number may still come before it is reported, 1 to 86,400 seconds; default 300. */
  readonly graceSeconds?: number;
}

/** How hooks of a system are received and read: data, so that an operator can write it without code. */
export interface ReceiverDefinition {
  /** Default `['POST']`. Any HTTP method name; a GET that is no handshake is a hook only when listed. */
  readonly methods?: readonly string[];
  /** How a request proves it is genuine. There is no default: `unsigned('reason')` is the named way out. */
  readonly verify: VerifyScheme;
  /** Challenges answered before or instead of accepting a hook. */
  readonly handshakes?: readonly Handshake[];
  /** JSONata that turns an odd body into JSON; reads `BodyJSON`, `URL`, `Headers`, `Query`. */
  readonly preprocess?: Expression;
  /** JSONata over the (preprocessed) body: where the records are. Absent: the body is the one record. */
  readonly multiple?: Expression;
  /** Names of XML elements (or `/`-separated paths) that repeat and are always arrays. */
  readonly repeats?: readonly string[];
  /** The body is XML, JSON … whatever the Content-Type says. Default: decided by type, then by content. */
  readonly format?: 'json' | 'ndjson' | 'xml' | 'form' | 'multipart' | 'text';
  /** A form field that holds JSON: its parsed value becomes the body. */
  readonly formField?: string;
  /** JSONata over the element: the account it belongs to, for one URL that serves many connections. */
  readonly account?: Expression;
  /** JSONata over the element, or a field definition. */
  readonly scope: Expression | FieldDefinition;
  /** JSONata over the element, or a field definition. */
  readonly externalId: Expression | FieldDefinition;
  /** The token that chooses the connection when a `urlPath` serves several and there is no `account`. */
  readonly authToken?: FieldDefinition;
  /**
   * JSONata over `Headers`, `BodyJSON`, `Query`, `URL`: the delivery's id, only where the provider promises one that
   * a retry repeats.
   */
  readonly deliveryId?: Expression;
  /** JSONata over the element: the event's id. Composites are arrays or concatenations. */
  readonly eventId?: Expression;
  /**
   * `live`, `sandbox`, or JSONata over the element that yields one of them; what it yields nothing for, and all hooks
   * where it is absent, is of the connection's mode. Anything else it yields is a verdict.
   */
  readonly mode?: Expression;
  /** What an accepted hook's sender gets. Default: 200 with an empty body. */
  readonly answer?: HookAnswer;
  /** The answer waits for what the hook brings about, and a repeat of the delivery gets the same one. */
  readonly reply?: ReplyDefinition;
  /** The numbers of its events, where the system counts them. */
  readonly sequence?: SequenceDefinition;
  /** At most this many bytes, before and after inflation; default 10 MiB. */
  readonly maxBytes?: number;
}
