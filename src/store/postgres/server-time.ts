import type pg from 'pg';

import type { FollowingClock } from '../store-options.js';

/** Takes the server's time, half a round trip old at the most, into the host's clock. */
export async function followServerTime(client: pg.Client, clock: FollowingClock): Promise<void> {
  const sentAt = clock.monotonic();
  const { rows } = await client.query<{ now: string }>(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now',
  );
  const roundTrip = clock.monotonic() - sentAt;
  clock.follow?.(Number(rows[0]?.now) + roundTrip / 2);
}
