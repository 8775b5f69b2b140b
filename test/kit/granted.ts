import { connectorsFolder } from './depot.js';
import { SIGNING_KEY } from './fake-authorization-server.js';

/** A connector in code whose calls carry an access token; `auth` overrides keys of what it declares. */
export function grantedConnector(url: string, auth: object = {}, name = 'granted'): string {
  const declared = {
    kind: 'oauth2',
    flow: 'code',
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    scopes: ['orders.read'],
    clientId: { secret: 'clientId' },
    clientSecret: 'clientSecret',
    rotating: true,
    account: { token: 'organisation.id' },
    ...auth,
  };
  return `
export const connector = {
  name: '${name}',
  version: '1.0.0',
  secrets: { clientId: 'Client id', clientSecret: 'Client secret', privateKey: 'Private key' },
  auth: ${JSON.stringify(declared)},
  baseUrl: '${url}/api',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing changed → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'what it says is read back' }, scope: '"thing/changed"', externalId: 'id' },
  records: { PRODUCT: { get: async (id, ctx) => (await ctx.http.get('/things/' + id)).json() } },
  collections: [{ name: 'TO', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }] }],
};
`;
}

export const APP = { clientId: 'app-1', clientSecret: 'app-secret', privateKey: SIGNING_KEY };

/** A folder with that connector, and two like it whose app needs no person: it has a secret, or signs. */
export function grantedFolder(url: string): ReturnType<typeof connectorsFolder> {
  const itself = grantedConnector(url, { flow: 'client_credentials' }, 'granted-itself');
  const signing = { flow: 'jwt_bearer', clientSecret: undefined, assertion: { key: 'privateKey' } };
  const signed = grantedConnector(url, signing, 'granted-signed');
  return connectorsFolder({
    granted: grantedConnector(url),
    'granted-itself': itself,
    'granted-signed': signed,
  });
}
