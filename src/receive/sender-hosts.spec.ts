import { EgressError, type EgressAnswer, type EgressRequest } from '../egress/index.js';
import { SenderHosts } from './sender-hosts.js';

const MINUTE_MS = 60_000;
const URL = 'https://keys.example.com/1';
const OWNER = 7;
const need = { url: URL, isRefresh: false };

describe('the hosts of senders', () => {
  it('gives a document once for all who wait for it, and then from memory', async () => {
    const { hosts, calls, answer } = aHost();
    const waiting = [1, 2, 3].map(() => hosts.fetch(need, OWNER));

    answer({ status: 200, body: 'keys' });

    expect(await Promise.all(waiting)).toEqual(['fetched', 'fetched', 'fetched']);
    expect(hosts.document(URL, OWNER)).toEqual({ text: 'keys' });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ method: 'GET', timeoutMs: 5_000, keepBytes: 65_537 });
  });

  it.each<[number | EgressError, string]>([
    [404, 'refused'],
    [302, 'refused'],
    [500, 'unavailable'],
    [429, 'unavailable'],
    [anError('forbidden'), 'refused'],
    [anError('timeout'), 'unavailable'],
    [anError('dns'), 'unavailable'],
  ])('an answer of %s is %s, and is not asked for again at once', async (failure, as) => {
    const { hosts, calls, pass, answer } = aHost();
    const fail = (): void => answer(failure instanceof EgressError ? failure : { status: failure, body: '' });
    const first = hosts.fetch(need, OWNER);
    fail();

    expect(await first).toBe(as);
    expect(await hosts.fetch(need, OWNER)).toBe(as);
    expect(calls).toHaveLength(1);

    pass(MINUTE_MS + 1);
    const later = hosts.fetch(need, OWNER);
    answer({ status: 200, body: 'keys' });
    expect(await later).toBe('fetched');
  });

  it('takes no more than a document has', async () => {
    const { hosts, answer } = aHost();
    const fetched = hosts.fetch(need, OWNER);
    answer({ status: 200, body: 'x'.repeat(65_537) });

    expect(await fetched).toBe('refused');
    expect(hosts.document(URL, OWNER)).toBeUndefined();
  });

  it('looks for an unknown key at most once a minute', async () => {
    const { hosts, calls, pass, answer } = aHost();
    const first = hosts.fetch(need, OWNER);
    answer({ status: 200, body: 'old' });
    await first;

    expect(await hosts.fetch({ url: URL, isRefresh: true }, OWNER)).toBe('refused');
    pass(MINUTE_MS);
    const again = hosts.fetch({ url: URL, isRefresh: true }, OWNER);
    answer({ status: 200, body: 'new' });

    expect(await again).toBe('fetched');
    expect(hosts.document(URL, OWNER)).toEqual({ text: 'new' });
    expect(calls).toHaveLength(2);
  });

  it('uses an old document while a newer one cannot be had, for a day', async () => {
    const { hosts, calls, pass, answer } = aHost();
    const first = hosts.fetch(need, OWNER);
    answer({ status: 200, body: 'keys' });
    await first;

    pass(61 * MINUTE_MS);
    expect(hosts.document(URL, OWNER)).toEqual({ text: 'keys' });
    expect(calls).toHaveLength(2);
    answer({ status: 503, body: '' });
    await settled();
    expect(hosts.document(URL, OWNER)).toEqual({ text: 'keys' });

    pass(24 * 60 * MINUTE_MS);
    expect(hosts.document(URL, OWNER)).toBeUndefined();
  });

  it('makes nobody wait behind those who already do', async () => {
    const { hosts, calls, answer } = aHost();
    const waiting = Array.from({ length: 16 }, () => hosts.fetch(need, OWNER));

    expect(await hosts.fetch(need, OWNER)).toBe('unavailable');
    const another = hosts.fetch(need, OWNER + 1);
    answer({ status: 200, body: 'keys' });

    expect(new Set(await Promise.all([...waiting, another]))).toEqual(new Set(['fetched']));
    expect(calls).toHaveLength(1);
    expect(await hosts.fetch({ url: URL, isRefresh: true }, OWNER)).toBe('refused');
  });

  it('calls no more than twenty addresses a minute for one that receives, and goes on for others', async () => {
    const { hosts, calls, pass, answer } = aHost();
    const fetchOne = async (index: number, owner: number): Promise<string> => {
      const fetched = hosts.fetch({ url: `https://keys.example.com/${index}`, isRefresh: false }, owner);
      answer({ status: 404, body: '' });
      return fetched;
    };
    for (let index = 0; index < 20; index += 1) expect(await fetchOne(index, OWNER)).toBe('refused');

    expect(await fetchOne(20, OWNER)).toBe('unavailable');
    expect(await fetchOne(21, OWNER + 1)).toBe('refused');
    pass(MINUTE_MS);
    expect(await fetchOne(22, OWNER)).toBe('refused');
    expect(calls).toHaveLength(22);
  });

  it('visits an address once for all who ask at a time, and again later', async () => {
    const { hosts, calls, answer } = aHost();
    const both = [hosts.visit(URL, OWNER), hosts.visit(URL, OWNER)];
    answer({ status: 200, body: '<ok/>' });

    expect(await Promise.all(both)).toEqual(['fetched', 'fetched']);
    const later = hosts.visit(URL, OWNER);
    answer({ status: 500, body: '' });
    expect(await later).toBe('unavailable');
    expect(calls).toHaveLength(2);
    expect(hosts.document(URL, OWNER)).toBeUndefined();
  });
});

interface Given {
  readonly status: number;
  readonly body: string;
}

function aHost() {
  let now = 0;
  const calls: EgressRequest[] = [];
  let pending: { resolve(answer: EgressAnswer): void; reject(error: unknown): void }[] = [];
  const hosts = new SenderHosts({
    egress: {
      request: (request) => {
        calls.push(request);
        return new Promise((resolve, reject) => pending.push({ resolve, reject }));
      },
    },
    clock: { now: () => now, monotonic: () => now },
  });
  return {
    hosts,
    calls,
    pass: (ms: number): void => void (now += ms),
    answer: (given: Given | EgressError): void => {
      for (const call of pending) {
        if (given instanceof EgressError) call.reject(given);
        else call.resolve({ status: given.status, headers: {}, body: Buffer.from(given.body) });
      }
      pending = [];
    },
  };
}

function anError(kind: 'forbidden' | 'timeout' | 'dns'): EgressError {
  return new EgressError(kind, { subject: 'GET', detail: kind, wasSent: false });
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
