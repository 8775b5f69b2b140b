import { fakePartner, type FakePartner } from './fake-partner.js';
import { HostProcess, type HostProcessOptions } from './host-process.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from './shop.js';

/** What the API answers when a connection was made. */
export interface MadeConnection {
  readonly id: string;
  readonly key: string;
  readonly hookUrl: string;
}

/** A whole host with a shop as the source and a REST system as the destination, on the engine the suite runs on. */
export interface Yard extends AsyncDisposable {
  readonly host: HostProcess;
  readonly partner: FakePartner;
  readonly shop: MadeConnection;
  readonly destination: MadeConnection;
  readonly databaseUrl: string | undefined;
}

export async function aYard(options: HostProcessOptions = {}): Promise<Yard> {
  const cleanUp = new AsyncDisposableStack();
  const partner = cleanUp.use(await fakePartner());
  const host = cleanUp.use(await HostProcess.start(options));
  const shop = await addShop(host);
  const destination = await addDestination(host, partner);
  return {
    host,
    partner,
    shop,
    destination,
    databaseUrl: host.databaseUrl,
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}

export async function addShop(
  host: Pick<HostProcess, 'admin'>,
  name = 'Shop',
  mode: 'live' | 'sandbox' = 'live',
): Promise<MadeConnection> {
  await host.admin.raw('POST', '/v1/connectors', shopConnector);
  const made = await host.admin.post<MadeConnection>('/v1/connections', {
    connector: 'shop',
    name,
    mode,
    settings: {},
    secrets: { webhook: SHOP_SECRET },
  });
  await host.admin.post('/v1/mapping-collections', collectionIntoHub(made.id));
  return made;
}

export function addDestination(
  host: HostProcess,
  partner: FakePartner,
  mode: 'live' | 'sandbox' = 'live',
): Promise<MadeConnection> {
  return host.admin.post<MadeConnection>('/v1/connections', {
    connector: 'rest',
    name: 'Warehouse',
    mode,
    settings: { baseUrl: partner.url },
    secrets: { webhook: 'warehouse-signing-secret', api: 'warehouse-token' },
    defaults: true,
  });
}
