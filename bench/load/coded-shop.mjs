// The shop of the benches as a connector in code: what its hooks mean is said by functions.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the package, and answers its folder. */
export function writeCodedShop(root, name, beside) {
  const folder = join(root, beside, name);
  mkdirSync(folder, { recursive: true });
  const hookyard = { connector: './index.mjs', host: '^1.0.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', hookyard }));
  writeFileSync(join(folder, 'index.mjs'), source(name));
  return folder;
}

function source(name) {
  return `const order = (action) => ['TRANSACTION', action, 'Shop order → ' + action, { source: 'payload' }];
export const connector = {
  name: '${name}',
  version: '1.0.0',
  secrets: { webhook: 'Signing secret' },
  scopes: { 'order/created': order('CREATED'), 'order/updated': order('UPDATED') },
  webhook: {
    verify: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
    deliveryId: 'Headers."x-delivery-id"',
    ${name === 'coded-list' ? "multiple: 'orders'," : ''}
    resolve: ({ element }) => [{ scope: element.topic, externalId: element.id, payload: element }],
  },
  records: { TRANSACTION: { id: { normalize: (raw) => raw.trim().toLowerCase() } } },
};
`;
}
