// Sets the yard up over the management API: seven systems that send, one that receives.
import { hubspot, mailchimp, woocommerce } from './connectors.mjs';

export const SECRETS = {
  woocommerce: 'woo-demo-secret',
  shopify: 'shopify-demo-secret',
  hubspot: 'hubspot-demo-secret',
  mailchimp: 'a-long-word-in-the-address',
  salesforce: 'another-long-word-in-the-address',
  quickbooks: 'quickbooks-demo-verifier',
  prefixed: 'garage-demo-secret',
};
/** Described over the API, without code: two of them stand beside the connectors in code of the same systems. */
const AS_DATA = { woocommerce, hubspot, mailchimp };
export const ORGANIZATION = '00DKX00000DemoOrgX';
export const REALMS = ['4620816365100', '4620816365200'];

/** Answers where each system sends its hooks to: its address by name. */
export async function setUp(admin, { destination, sources }) {
  await admin.post('/v1/connections', {
    connector: 'rest',
    name: 'Warehouse',
    mode: 'live',
    settings: { baseUrl: destination },
    secrets: { webhook: 'unused', api: 'warehouse-token' },
    defaults: true,
  });
  for (const connector of Object.values(AS_DATA)) await admin.post('/v1/connectors', connector);
  const quickbooks = await admin.post('/v1/receivers', {
    connector: 'quickbooks',
    secrets: { webhook: SECRETS.quickbooks },
  });
  for (const realmId of REALMS) {
    await add(admin, 'quickbooks', {
      account: realmId,
      settings: { realmId, authentication: 'bearer', address: sources },
      secrets: { accessToken: 'quickbooks-token' },
    });
  }
  const urls = { quickbooks: quickbooks.url };
  const own = {
    woocommerce: {},
    hubspot: {},
    mailchimp: {},
    shopify: { settings: { shop: 'demo', address: sources }, secrets: { accessToken: 'shopify-token' } },
    salesforce: { secrets: { organizationId: ORGANIZATION } },
    prefixed: { settings: { baseUrl: sources, productPrefix: 'Car' } },
  };
  for (const [name, facts] of Object.entries(own)) urls[name] = (await add(admin, name, facts)).hookUrl;
  urls.mailchimp += `?key=${SECRETS.mailchimp}`;
  urls.salesforce += `/${SECRETS.salesforce}`;
  return urls;
}

/** A system that only sends here: what the others change is not written to it. */
async function add(admin, system, { account, settings = {}, secrets = {} }) {
  const made = await admin.post('/v1/connections', {
    connector: AS_DATA[system]?.name ?? system,
    name: account === undefined ? system : `${system} ${account}`,
    mode: 'live',
    ...(account === undefined ? {} : { account }),
    settings,
    secrets: account === undefined ? { webhook: SECRETS[system], ...secrets } : secrets,
    defaults: true,
  });
  const { items } = await admin.get(`/v1/connections/${made.id}/scopes?direction=FROM&limit=200`);
  for (const { id, enabled } of items) {
    if (enabled) await admin.patch(`/v1/connections/${made.id}/scopes/${id}`, { enabled: false });
  }
  return made;
}

/** What the sending systems answer when the host reads a record by the id that a hook named. */
export const SOURCE_RECORDS = {
  '/admin/api/2026-01/orders/450789469.json': {
    order: {
      id: 450789469,
      name: '#2001',
      financial_status: 'paid',
      currency: 'USD',
      total_price: '598.94',
      email: 'bob.norman@example.com',
      updated_at: '2026-11-23T10:00:05Z',
      created_at: '2026-11-23T10:00:00Z',
      source_name: 'web',
      shipping_address: { city: 'Ottawa' },
    },
  },
  [`/v3/company/${REALMS[0]}/invoice/130`]: {
    Invoice: { Id: '130', SyncToken: '0', DocNumber: 'INV-130', TotalAmt: 362.07, TxnDate: '2026-11-23' },
  },
  [`/v3/company/${REALMS[1]}/customer/58`]: {
    Customer: {
      Id: '58',
      SyncToken: '2',
      GivenName: 'Amy',
      FamilyName: 'Lauterbach',
      PrimaryEmailAddr: { Address: 'amy@example.com' },
    },
  },
  '/things/Car%3A1234': { id: 'Car:1234', name: 'Estate, green', sku: 'CAR-1234', price: 24900 },
};
