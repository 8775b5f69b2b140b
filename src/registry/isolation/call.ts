import type { ConnectorContext } from '@hookyard/sdk';

import type { Path } from './wire.js';

/** One call of a connector's function, from where it was made to its answer. */
export interface PoolCall {
  readonly path: Path;
  /** JSON of its arguments, without the parts of the first that it shares with others. */
  readonly line: string;
  readonly parts: readonly CallPart[];
  /** The context among the arguments, and its place. */
  readonly context: { readonly at: number; readonly lends: ConnectorContext } | null;
  /** What tells it from others that are made again later: the request it is made for. */
  readonly subject: string | undefined;
  readonly deadline: number;
  /** A worker ended over it, or over one beside it: it runs alone. */
  isSuspect: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Part of an argument: what several calls hold is written once, and sent once to each process. */
export interface CallPart {
  readonly name: string;
  readonly of: object;
  readonly line: string;
}

/** What all elements of a hook have in common, and the element, which may be all of its body. */
const PARTS_OF_A_VIEW = ['element', 'envelope', 'headers', 'settings'] as const;

/** Lines of the parts of calls that are made in one turn of the loop. */
export class PartLines {
  private readonly lines = new Map<object, string>();

  /** The parts of what `resolve` sees; other calls have none. */
  partsOf([of]: Path, [view]: readonly unknown[]): readonly CallPart[] {
    if (of !== 'webhook' || typeof view !== 'object' || view === null) return [];
    const parts: CallPart[] = [];
    for (const name of PARTS_OF_A_VIEW) {
      const value = (view as Readonly<Record<string, unknown>>)[name];
      if (typeof value === 'object' && value !== null)
        parts.push({ name, of: value, line: this.lineOf(value) });
    }
    return parts;
  }

  forget(): void {
    this.lines.clear();
  }

  private lineOf(value: object): string {
    let line = this.lines.get(value);
    if (line === undefined) this.lines.set(value, (line = JSON.stringify(value)));
    return line;
  }
}

export function contextAmong(args: readonly unknown[]): PoolCall['context'] {
  const at = args.findIndex(isContext);
  return at < 0 ? null : { at, lends: args[at] as ConnectorContext };
}

/** A record may have any of these fields, and never functions in them. */
function isContext(value: unknown): value is ConnectorContext {
  if (typeof value !== 'object' || value === null || !('scopeFor' in value)) return false;
  return typeof value.scopeFor === 'function' && 'http' in value && 'state' in value;
}

/** The arguments as a line; in the place of the context the hints of its request. */
export function lineOfArguments(
  args: readonly unknown[],
  { context, parts }: Pick<PoolCall, 'context' | 'parts'>,
): string {
  if (context)
    return JSON.stringify(
      args.map((value, index) => (index === context.at ? hintsIn(context.lends) : value)),
    );
  return JSON.stringify(parts.length === 0 ? args : [withoutParts(args[0] as object, parts)]);
}

function withoutParts(view: object, parts: PoolCall['parts']): object {
  const rest: Record<string, unknown> = { ...view };
  for (const { name } of parts) rest[name] = undefined;
  return rest;
}

function hintsIn({ request }: ConnectorContext): unknown {
  return request ?? null;
}
