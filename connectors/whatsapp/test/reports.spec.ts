import jsonata from 'jsonata';

import { reported } from '../src/selectors.js';

const versionOf = (status: string, timestamp: string): Promise<unknown> =>
  jsonata(reported).evaluate({ record: { status, timestamp } });

it('of two reports of one second the later one in a message’s life counts', async () => {
  const versions = await Promise.all([
    versionOf('sent', '1770113473'),
    versionOf('delivered', '1770113473'),
    versionOf('read', '1770113473'),
    versionOf('sent', '1770113474'),
  ]);

  expect(versions).toEqual([...versions].sort((one, other) => Number(one) - Number(other)));
  expect(new Set(versions).size).toBe(4);
});
