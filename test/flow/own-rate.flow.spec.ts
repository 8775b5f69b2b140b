import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, sendShopHook, shopConnector } from '../kit/shop.js';
import type { MadeConnection } from '../kit/yard.js';

interface Listed<T> {
  readonly items: readonly T[];
}

const AT_ONCE = 20;

describe("a connection's own rate", () => {
  let host: HostProcess;
  let slow: MadeConnection;
  let other: MadeConnection;

  beforeAll(async () => {
    host = await HostProcess.start();
    await host.admin.post('/v1/connectors', shopConnector);
    slow = await connect({ name: 'Slow', ratePerSecond: 1 });
    other = await connect({ name: 'Other' });
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  it('is shown, and none is none', async () => {
    const { admin } = host;

    const shown = await Promise.all(
      [slow, other].map(({ id }) => admin.get<{ ratePerSecond: number }>(`/v1/connections/${id}`)),
    );

    expect(shown.map(({ ratePerSecond }) => ratePerSecond)).toEqual([1, 0]);
  });

  it('over it hooks are answered 429 and the second to come again, and another connection is not slowed', async () => {
    const [statuses, others, told] = await Promise.all([sendMany(slow), sendMany(other), refusal()]);

    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(new Set(others)).toEqual(new Set([200]));
    expect(told).toEqual({ code: 'RATE_LIMITED', retryAfter: '1' });
    expect(await hooksOf(slow)).toHaveLength(statuses.filter((status) => status === 200).length);
  });

  it('the operator sees what was refused for it', async () => {
    const { items } = await host.admin.get<Listed<{ reason: string; status: number }>>(
      `/v1/rejections?connection=${slow.id}`,
    );

    expect(items.length).toBeGreaterThan(0);
    expect(items[0]).toMatchObject({ reason: 'rate', status: 429 });
  });

  it('taken away, everything comes in again', async () => {
    await host.admin.patch(`/v1/connections/${slow.id}`, { ratePerSecond: 0 });

    const statuses = await sendMany(slow);

    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it.each([-1, 1.5, 1_000_000, 'fast'])('of %s is refused', async (ratePerSecond) => {
    const answer = await host.admin.raw('PATCH', `/v1/connections/${slow.id}`, { ratePerSecond });

    const errors = expect.arrayContaining([expect.objectContaining({ field: 'ratePerSecond' })]);
    expect(answer).toMatchObject({ status: 400, body: { errors } });
  });

  function connect(more: Record<string, unknown>): Promise<MadeConnection> {
    const secrets = { webhook: SHOP_SECRET };
    return host.admin.post('/v1/connections', { connector: 'shop', mode: 'live', secrets, ...more });
  }

  async function hooksOf({ id }: MadeConnection): Promise<readonly unknown[]> {
    return (await host.admin.get<Listed<unknown>>(`/v1/hooks?connection=${id}&limit=200`)).items;
  }

  /** What a sender over the rate is told; the refused requests of this look-out are badly signed and leave no hook. */
  function refusal(): Promise<{ code: string; retryAfter: string | null }> {
    return eventually(async () => {
      const answer = await fetch(slow.hookUrl, { method: 'POST', body: '{}' });
      const { code } = (await answer.json()) as { code: string };
      return answer.status === 429 && { code, retryAfter: answer.headers.get('retry-after') };
    });
  }
});

function sendMany({ hookUrl }: MadeConnection): Promise<number[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, () => sendShopHook(hookUrl, aShopHook())));
}
