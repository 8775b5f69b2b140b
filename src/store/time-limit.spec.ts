import { withinTransactionTime } from './time-limit.js';

describe('a transaction', () => {
  it('that stays open too long is given up', async () => {
    const never = new Promise(() => undefined);

    await expect(withinTransactionTime(never, 5)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('that ends in time answers what it answered', async () => {
    await expect(withinTransactionTime(Promise.resolve('done'))).resolves.toBe('done');
  });
});
