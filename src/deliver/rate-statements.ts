import type { Statement } from '../store/index.js';

/** Once for each subscriber. */
export const openRate: Statement = {
  name: 'deliver_open_rate',
  params: { subscriber: 'int8' },
  sqlite: `INSERT INTO subscriber_rate(subscriber, until, granted) VALUES (@subscriber, 0, 0)
    ON CONFLICT (subscriber) DO NOTHING`,
  postgres: `INSERT INTO subscriber_rate(subscriber, until, granted)
    SELECT subscriber, 0, 0 FROM unnest($1::int8[]) AS q(subscriber) ON CONFLICT (subscriber) DO NOTHING`,
};

/** How many of those wanted: what `most` calls need, less what is used up beyond now. Times are microseconds. */
// oxlint-disable-next-line max-params -- the words of two engines for one sum
const granted = (
  until: string,
  now: string,
  q: string,
  greatest: string,
  least: string,
  type: string,
): string =>
  `${greatest}(0, ${least}(${q}want, CAST((${now} + ${q}gap * ${q}most - ${greatest}(${until}, ${now})) / ${q}gap AS ${type})))`;

const ON_SQLITE = granted('until', '@now', '@', 'max', 'min', 'INTEGER');
const ON_POSTGRES = granted('r.until', 'n.us', 'q.', 'greatest', 'least', 'int8');

/**
 * Takes calls out of what a rate lets through. The server's clock counts where there is one: those of its processes
 * differ.
 */
export const takeCalls: Statement<{ granted: number; wait: number }> = {
  name: 'deliver_take_calls',
  params: { subscriber: 'int8', want: 'int8', gap: 'int8', most: 'int8', now: 'int8' },
  sqlite: `UPDATE subscriber_rate SET until = max(until, @now) + @gap * ${ON_SQLITE}, granted = ${ON_SQLITE}
    WHERE subscriber = @subscriber
    RETURNING granted, max(0, until - @gap * (@most - 1) - @now) AS wait`,
  postgres: `UPDATE subscriber_rate r
    SET until = greatest(r.until, n.us) + q.gap * ${ON_POSTGRES}, granted = ${ON_POSTGRES}
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS q(subscriber, want, gap, most),
      (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::int8 AS us FROM unnest($5::int8[])) n
    WHERE r.subscriber = q.subscriber
    RETURNING r.granted, greatest(0, r.until - q.gap * (q.most - 1) - n.us) AS wait`,
};

export const RATE_STATEMENTS: readonly Statement[] = [openRate, takeCalls];
