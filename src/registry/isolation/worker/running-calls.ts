import { RetryLater, type AnyConnector, type RequestHints } from '@hookyard/sdk';

import { readLine } from '../exact-lines.js';
import {
  errorLine,
  thrownOf,
  valueLine,
  type Ask,
  type AskAnswer,
  type CallHeader,
  type Lent,
  type Path,
  type ToConnector,
} from '../wire.js';
import { flush, send, sendSoon } from './channel.js';
import { IdsAhead } from './ids-ahead.js';
import { LentContext, type Asking, type LentFacts } from './lent-context.js';
import { SharedParts, unchangedElements } from './shared-parts.js';

/** An answer of 32 MiB is what a body may have; more is no record. */
const MOST_ANSWER_CHARS = 33_554_432;

/** What one message brought beside its calls. */
interface Brought {
  readonly parts: SharedParts;
  readonly ahead: boolean;
}

/** An answer on its way. */
interface Settled {
  readonly call: number;
  readonly line: string;
  readonly ids: readonly string[];
  /** Places of its payloads that are the element. */
  readonly same: readonly number[];
}

type Answered = { readonly answer: AskAnswer; readonly body: Buffer };

/** The calls under way in this process, and what they asked of the host. */
export class RunningCalls {
  private readonly aborters = new Map<number, AbortController>();
  private readonly asked = new Map<number, { readonly call: number; settle(answered: Answered): void }>();
  private readonly lent = new Map<number, LentFacts>();
  private readonly done: Settled[] = [];
  private readonly idsAhead: IdsAhead;
  private asks = 0;

  constructor(private readonly definition: object) {
    this.idsAhead = new IdsAhead(definition as AnyConnector);
  }

  lend(lent: number, facts: Lent): void {
    this.lent.set(lent, { ...facts, names: new Map() });
  }

  forget(): void {
    this.lent.clear();
  }

  /** What answers at once goes back in one message, however many there are. */
  run({ calls, shared, ahead }: Extract<ToConnector, { kind: 'calls' }>, lines: readonly string[]): void {
    const brought = { parts: new SharedParts(lines), ahead };
    for (const [index, header] of calls.entries()) this.begin(header, lines[shared + index] ?? '[]', brought);
    this.flush();
  }

  abort(call: number): void {
    this.aborters.get(call)?.abort();
    this.end(call);
  }

  heard(answer: AskAnswer, body: Buffer): void {
    const asked = this.asked.get(answer.ask);
    this.asked.delete(answer.ask);
    asked?.settle({ answer, body });
  }

  private begin(header: CallHeader, line: string, brought: Brought): void {
    const { path } = header;
    let value: unknown;
    try {
      value = invoke(this.definition, path, this.argumentsOf(header, line, brought.parts));
    } catch (error) {
      return this.settle(failed(header, error));
    }
    if (!isThenable(value)) return this.settle(this.answered(header, value, brought));
    value.then(
      (later) => this.late(this.answered(header, later, brought)),
      (error: unknown) => this.late(failed(header, error)),
    );
  }

  private answered({ call, path, parts }: CallHeader, value: unknown, brought: Brought): Settled {
    const ids = brought.ahead ? this.idsAhead.of(path, value) : [];
    const element = parts?.['element'];
    if (element === undefined) return { call, line: lineOf(value), ids, same: [] };
    const { same, rest } = unchangedElements(value, brought.parts, element);
    return { call, line: lineOf(rest), ids, same };
  }

  private late(settled: Settled): void {
    this.settle(settled);
    // What else settles in this turn goes along.
    if (this.done.length === 1) setImmediate(() => this.flush());
  }

  private settle(settled: Settled): void {
    this.end(settled.call);
    this.done.push(settled);
  }

  private flush(): void {
    if (this.done.length === 0) return flush();
    const settled = this.done.splice(0);
    const ids = settled.flatMap((one) => one.ids);
    const same = settled.flatMap((one) => (one.same.length === 0 ? [] : [[one.call, ...one.same]]));
    send(
      {
        kind: 'done',
        calls: settled.map(({ call }) => call),
        ...(ids.length === 0 ? {} : { ids }),
        ...(same.length === 0 ? {} : { same }),
      },
      settled.map(({ line }) => line),
    );
  }

  /** What a call that is over still waits for comes to nothing. */
  private end(call: number): void {
    this.aborters.delete(call);
    for (const [ask, one] of this.asked) {
      if (one.call !== call) continue;
      this.asked.delete(ask);
      const error = {
        name: 'RetryLater',
        message: 'the call came after its time',
        failure: 'RetryLater' as const,
      };
      one.settle({ answer: { kind: 'answer', ask, error }, body: Buffer.alloc(0) });
    }
  }

  private argumentsOf({ call, context, parts }: CallHeader, line: string, shared: SharedParts): unknown[] {
    const args = readLine(line) as unknown[];
    if (parts) shared.putInto(args[0] as Record<string, unknown>, parts);
    if (!context) return args;
    const lent = this.lent.get(context.lent);
    if (!lent) throw new TypeError('the context was not lent');
    const aborter = new AbortController();
    this.aborters.set(call, aborter);
    const { deadline, at } = context;
    const ask = (of: Ask, body?: Buffer) => this.ask(call, of, body);
    const asking: Asking = { call, deadline, signal: aborter.signal, ask };
    const hints = args[at] as RequestHints | null;
    args[at] = new LentContext(lent, asking, hints ?? undefined);
    return args;
  }

  private async ask(call: number, of: Ask, body?: Buffer): Promise<Answered> {
    if (!this.aborters.has(call)) throw new RetryLater('the call came after its time');
    this.asks += 1;
    const ask = this.asks;
    const answered = await new Promise<Answered>((settle) => {
      this.asked.set(ask, { call, settle });
      sendSoon({ kind: 'ask', call, ask, of }, body ?? []);
    });
    if (answered.answer.error) throw thrownOf(answered.answer.error);
    return answered;
  }
}

function failed({ call }: CallHeader, error: unknown): Settled {
  return { call, line: errorLine(error), ids: [], same: [] };
}

function invoke(definition: object, path: Path, args: readonly unknown[]): unknown {
  let owner: unknown = definition;
  for (const key of path.slice(0, -1)) owner = Reflect.get(owner as object, key);
  const made = Reflect.get(owner as object, path.at(-1) as string) as (
    ...given: readonly unknown[]
  ) => unknown;
  return Reflect.apply(made, owner, args);
}

function lineOf(value: unknown): string {
  try {
    const line = valueLine(plainOf(value));
    if (line.length <= MOST_ANSWER_CHARS) return line;
    return errorLine(
      new RangeError(`the answer has ${line.length} characters: more than ${MOST_ANSWER_CHARS}`),
    );
  } catch (error) {
    return errorLine(error);
  }
}

/** What a schema answers carries an error object, which JSON would leave empty. */
function plainOf(value: unknown): unknown {
  const isParsed = typeof value === 'object' && value !== null && 'success' in value && 'error' in value;
  const error = isParsed ? (value.error as { readonly issues?: unknown } | undefined) : undefined;
  return error && Array.isArray(error.issues) ? { success: false, error: { issues: error.issues } } : value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
