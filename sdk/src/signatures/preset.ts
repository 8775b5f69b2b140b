import type { HookAnswer } from '../answer.js';
import type { Handshake } from '../verify/handshake.kinds.js';
import type { VerifyScheme } from '../verify/scheme.js';
import type { Expression } from '../vocabulary.js';

/**
 * How one sender proves its hooks: the part of a `webhook` that is the sender's own, whatever its records mean. Spread it:
 * `webhook: { ...signatures.github, scope: …, externalId: … }`; what is written behind it wins.
 */
export interface SignaturePreset {
  /** How a request proves it is genuine. */
  readonly verify: VerifyScheme;
  /** Challenges the sender poses before or between hooks. Absent: it poses none. */
  readonly handshakes?: readonly Handshake[];
  /** JSONata: the id a repeated delivery carries again. Absent: the sender promises none. */
  readonly deliveryId?: Expression;
  /** The form field that holds the JSON body, where the sender can post forms. */
  readonly formField?: string;
  /** What the sender insists on being answered. Absent: an empty 200 will do. */
  readonly answer?: HookAnswer;
}

/** A preset with what people need to know to use it. */
export interface SignatureEntry {
  /** The sender's name as it writes it. */
  readonly title: string;
  /** Secrets that `preset` reads, by name, with the words the sender has for them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where the sender describes its signature. */
  readonly source: string;
  /** What is easily got wrong, or not proven. */
  readonly note?: string;
  /** What is spread into a `webhook`. */
  readonly preset: SignaturePreset;
}
