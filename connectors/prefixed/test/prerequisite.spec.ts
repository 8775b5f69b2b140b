import { fakeContext } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const ctx = fakeContext(connector, {
  settings: { baseUrl: 'https://prefixed.example.com', productPrefix: 'Car' },
});
const resolve = (externalId: string) =>
  connector.handlePrerequisite?.(
    { ...(ctx.request as NonNullable<typeof ctx.request>), type: 'MESSAGE', direction: 'TO', externalId },
    ctx,
  );

it('a prefix its users chose is the type it stands for, under the same id', async () => {
  expect(await resolve('Car:1234')).toEqual({
    children: [{ type: 'PRODUCT', action: 'UPDATED', externalId: 'Car:1234' }],
  });
  expect(await resolve('Customer:7')).toMatchObject({ children: [{ type: 'CUSTOMER' }] });
});

it.each(['Boat:1', '1234', ':1', ''])('%p is unresolved, with the reason', async (identifier) => {
  expect(await resolve(identifier)).toMatchObject({
    children: [],
    unresolved: expect.stringContaining('prefix'),
  });
});
