import { anAdminYard } from '../../test/kit/an-admin.js';
import { KeyRates } from './key-rates.js';

describe('the rate of a key', () => {
  it('lets a burst of five seconds through, and then so many a second', () => {
    let now = 0;
    const rates = new KeyRates(2, { monotonic: () => now });

    const burst = Array.from({ length: 11 }, () => rates.take('key')?.waitSeconds);
    now = 1_000;
    const later = Array.from({ length: 3 }, () => rates.take('key')?.waitSeconds);

    expect(burst).toEqual([...Array.from({ length: 10 }, () => 0), 1]);
    expect(later).toEqual([0, 0, 1]);
  });

  it('is its own: one that runs wild takes nothing from the others', () => {
    const rates = new KeyRates(1, { monotonic: () => 0 });
    for (let call = 0; call < 100; call += 1) rates.take('wild');

    expect(rates.take('wild')).toMatchObject({ left: 0, waitSeconds: 1 });
    expect(rates.take('calm')).toEqual({ most: 5, left: 4, fullInSeconds: 1, waitSeconds: 0 });
  });

  it('is still held where thousands come and go beside it', () => {
    let now = 0;
    const rates = new KeyRates(1, { monotonic: () => now });
    for (let call = 0; call < 100; call += 1) rates.take('wild');
    for (let key = 0; key < 5_000; key += 1) {
      now += 0.1;
      rates.take(`passing ${key}`);
    }

    expect(rates.take('wild')).toMatchObject({ left: 0, waitSeconds: 1 });
  });

  it('is told with every answer, and refused with the time to wait', async () => {
    await using yard = await anAdminYard({ callsPerSecond: 1 });

    const answers = [];
    for (let call = 0; call < 6; call += 1) answers.push(await yard.admin('GET', '/v1/connections'));
    const other = await yard.stranger('GET', '/v1/connections');

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers).toMatchObject({
      'ratelimit-policy': '"key";q=5;w=5',
      ratelimit: '"key";r=4;t=1',
    });
    expect(answers[5]).toMatchObject({
      body: { code: 'API_RATE_LIMITED' },
      headers: { 'retry-after': '1', ratelimit: '"key";r=0;t=5' },
    });
    expect(other.status).toBe(200);
  });
});
