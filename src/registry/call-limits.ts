import type { CallLimit, ConnectorLimits, Direction } from '@hookyard/sdk';

/** What one direction of a connection may call, over all processes. */
export interface CallLimits {
  readonly calls?: { readonly most: number; readonly perMs: number };
  /** Transfers at the same time. */
  readonly concurrency?: number;
}

/** What an operator sets for a connection: a direction that is named replaces the connector's own limit whole. */
export type LimitsWish = Readonly<Partial<Record<Direction, CallLimit | null>>>;

/** As a connection keeps it; null: nothing is set, what the connector declares holds. */
export function storedLimits(wish: LimitsWish | null): string | null {
  if (wish === null || Object.values(wish).every((limit) => limit === undefined)) return null;
  return JSON.stringify(wish);
}

/** Null sets a direction free of what the connector declares. */
export function limitsOf(
  stored: string | null,
  declared: ConnectorLimits | undefined,
): Readonly<Record<Direction, CallLimits>> {
  const wish = limitsWishOf(stored) ?? {};
  const of = (direction: Direction): CallLimits => {
    const limit = wish[direction] === undefined ? declared?.[direction] : wish[direction];
    return limit ? callLimits(limit) : {};
  };
  return { TO: of('TO'), FROM: of('FROM') };
}

export function limitsWishOf(stored: string | null): LimitsWish | null {
  return stored === null ? null : (JSON.parse(stored) as LimitsWish);
}

function callLimits({ calls, perSeconds = 1, concurrency }: CallLimit): CallLimits {
  return {
    ...(calls === undefined ? {} : { calls: { most: calls, perMs: perSeconds * 1_000 } }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}
