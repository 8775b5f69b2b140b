import type { ConnectorContext } from '@hookyard/sdk';

import type { Path } from './wire.js';

/** One call of a connector's function, from where it was made to its answer. */
export interface PoolCall {
  readonly path: Path;
  /** JSON of its arguments. */
  readonly line: string;
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
export function lineOfArguments(args: readonly unknown[], context: PoolCall['context']): string {
  return JSON.stringify(args.map((value, index) => (index === context?.at ? hintsIn(context.lends) : value)));
}

function hintsIn({ request }: ConnectorContext): unknown {
  return request ?? null;
}
