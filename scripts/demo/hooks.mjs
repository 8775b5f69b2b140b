// What is sent, in this order, and what must become of each. `in` counts requests into the hub, `out` requests to the
// destination, `made` the records made there, `accounts` the connections they came in by; `holds` are records that must be
// there afterwards.
import { createHash, createHmac } from 'node:crypto';

import { ORGANIZATION, REALMS, SECRETS } from './systems.mjs';

const NOTHING = { in: 0, out: 0, made: 0 };
const order = {
  id: 727,
  number: '727',
  status: 'processing',
  currency: 'EUR',
  total: '29.35',
  customer_note: 'ring twice',
  date_created_gmt: '2026-11-23T09:00:00',
  date_modified_gmt: '2026-11-23T09:00:00',
  billing: { email: 'john.doe@example.com' },
  shipping: { city: 'Ghent' },
};
const completed = { ...order, status: 'completed', date_modified_gmt: '2026-11-23T09:05:00' };

export const hooks = [
  {
    what: 'An ordinary order, all of it in the hook',
    ...woo('order.created', order, 'woo-1'),
    expect: {
      outcome: '1 done',
      scope: 'order.created',
      in: 1,
      out: 1,
      made: 1,
      holds: [['orders', { number: '727', status: 'processing', total: '29.35', city: 'Ghent' }]],
    },
  },
  {
    what: 'The same order, now completed',
    ...woo('order.updated', completed, 'woo-2'),
    expect: {
      outcome: '1 done',
      scope: 'order.updated',
      in: 1,
      out: 1,
      made: 0,
      holds: [['orders', { number: '727', status: 'completed' }]],
    },
  },
  {
    what: 'That delivery once more, as senders do',
    ...woo('order.updated', completed, 'woo-2'),
    expect: { ...NOTHING, outcome: 'duplicate, kept once', scope: '' },
  },
  {
    what: 'An order signed with the wrong secret',
    ...woo('order.created', { ...order, id: 728 }, 'woo-3', 'not-the-secret'),
    expect: { ...NOTHING, status: 401, outcome: 'refused: signature-mismatch', scope: '' },
  },
  {
    what: 'An event nobody asked for',
    ...woo('coupon.created', { id: 9, code: 'TENOFF' }, 'woo-4'),
    expect: { ...NOTHING, outcome: '1 unknown-scope', scope: 'coupon.created' },
  },
  {
    what: 'A delete; its guard is on, as by default',
    ...woo('order.deleted', { id: 727 }, 'woo-5'),
    expect: {
      ...NOTHING,
      outcome: '1 guarded',
      scope: 'order.deleted',
      in: 1,
      holds: [['orders', { number: '727', status: 'completed' }]],
    },
  },
  {
    what: 'Signed, but cut off in the middle',
    ...wooText('order.updated', JSON.stringify(order).slice(0, 60), 'woo-6'),
    expect: { ...NOTHING, outcome: '1 undecodable', scope: '' },
  },
  {
    what: 'A thin hook; the order is read from the shop',
    ...shopify('orders/create', { id: 450789469, updated_at: '2026-11-23T10:00:05Z' }),
    expect: {
      outcome: '1 done',
      scope: 'orders/create',
      in: 1,
      out: 1,
      made: 1,
      holds: [['orders', { number: '#2001', total: '598.94', city: 'Ottawa' }]],
    },
  },
  {
    what: 'A batch: 5 changes of 2 contacts, shuffled',
    ...crm([
      [102, 'contact.propertyChange', 205, 'email', 'grace@example.com'],
      [101, 'contact.creation', 205],
      [103, 'contact.creation', 206],
      [104, 'contact.propertyChange', 206, 'email', 'alan@example.com'],
      [105, 'contact.propertyChange', 206, 'city', 'Manchester'],
    ]),
    expect: {
      outcome: '5 done',
      scope: 'contact.creation, contact.propertyChange',
      in: 5,
      made: 2,
      holds: [
        ['customers', { email: 'grace@example.com' }],
        ['customers', { email: 'alan@example.com', city: 'Manchester' }],
      ],
    },
  },
  {
    what: 'A batch: 1 change known already, 1 new',
    ...crm([
      [105, 'contact.propertyChange', 206, 'city', 'Manchester'],
      [106, 'contact.propertyChange', 206, 'lastname', 'Turing'],
    ]),
    expect: {
      outcome: '1 done, 1 duplicate',
      scope: 'contact.propertyChange',
      in: 1,
      out: 1,
      made: 0,
      holds: [['customers', { email: 'alan@example.com', lastName: 'Turing' }]],
    },
  },
  {
    what: 'A form',
    system: 'mailchimp',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({
      type: 'subscribe',
      fired_at: '2026-11-23 10:01:00',
      'data[id]': '8a25ff1d98',
      'data[email]': 'ada@example.com',
      'data[merges][FNAME]': 'Ada',
      'data[merges][LNAME]': 'Lovelace',
    }).toString(),
    expect: {
      outcome: '1 done',
      scope: 'subscribe',
      in: 1,
      out: 1,
      made: 1,
      holds: [['customers', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' }]],
    },
  },
  {
    what: 'A SOAP message with 2 contacts, answered Ack',
    system: 'salesforce',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: outboundMessage([
      ['003KX00000Demo1', 'Jan', 'Peeters', 'jan@example.com'],
      ['003KX00000Demo2', 'Müller &amp; Söhne', 'Einkauf', 'einkauf@example.com'],
    ]),
    expect: {
      outcome: '2 done',
      scope: 'Contact',
      in: 2,
      out: 2,
      made: 2,
      answer: '<Ack>true</Ack>',
      holds: [
        ['customers', { email: 'jan@example.com', lastName: 'Peeters' }],
        ['customers', { email: 'einkauf@example.com', firstName: 'Müller & Söhne' }],
      ],
    },
  },
  {
    what: 'One body for two companies of one app',
    ...quickbooks([
      [REALMS[0], 'qbo.invoice.created.v1', '130'],
      [REALMS[1], 'qbo.customer.updated.v1', '58'],
    ]),
    expect: {
      outcome: '2 done',
      scope: 'customer.updated, invoice.created',
      in: 2,
      out: 2,
      made: 2,
      accounts: 2,
      holds: [
        ['orders', { number: 'INV-130', total: 362.07 }],
        ['customers', { email: 'amy@example.com', firstName: 'Amy' }],
      ],
    },
  },
  {
    what: 'Car:1234, where users call a product a car',
    ...generic('Car:1234'),
    expect: {
      outcome: '2 done',
      scope: 'message/created, product/updated',
      in: 2,
      out: 1,
      made: 1,
      holds: [['products', { sku: 'CAR-1234', price: 24900 }]],
    },
  },
  {
    what: 'Boat:7, a prefix nobody has set up',
    ...generic('Boat:7'),
    expect: { outcome: '1 unresolved', scope: 'message/created', in: 1, out: 0, made: 0 },
  },
];

function hmac(hash, secret, body, encoding) {
  return createHmac(hash, secret).update(body).digest(encoding);
}

function json(system, body, headers) {
  return { system, headers: { 'content-type': 'application/json', ...headers }, body };
}

function woo(topic, record, delivery, secret) {
  return wooText(topic, JSON.stringify(record), delivery, secret);
}

function wooText(topic, body, delivery, secret = SECRETS.woocommerce) {
  return json('woocommerce', body, {
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-delivery-id': delivery,
    'x-wc-webhook-signature': hmac('sha256', secret, body, 'base64'),
  });
}

function shopify(topic, record) {
  const body = JSON.stringify(record);
  return json('shopify', body, {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': 'demo.myshopify.com',
    'x-shopify-webhook-id': `shopify-${record.id}`,
    'x-shopify-hmac-sha256': hmac('sha256', SECRETS.shopify, body, 'base64'),
  });
}

/** The number of an event says when it happened, whatever its place in the body. */
function crm(events) {
  const body = JSON.stringify(
    events.map(([eventId, subscriptionType, objectId, propertyName, propertyValue]) => ({
      eventId,
      portalId: 62515,
      occurredAt: 1_763_892_000_000 + eventId,
      subscriptionType,
      objectId,
      ...(propertyName && { propertyName, propertyValue, changeSource: 'CRM' }),
    })),
  );
  const signature = createHash('sha256')
    .update(SECRETS.hubspot + body)
    .digest('hex');
  return json('hubspot', body, { 'x-hubspot-signature': signature });
}

function quickbooks(events) {
  const body = JSON.stringify(
    events.map(([intuitaccountid, type, intuitentityid], place) => ({
      specversion: '1.0',
      id: `5c1f0a86-0000-4d63-8a2f-00000000000${place}`,
      source: 'intuit.demo',
      type,
      time: '2026-11-23T10:02:00Z',
      intuitentityid,
      intuitaccountid,
    })),
  );
  return json('quickbooks', body, { 'intuit-signature': hmac('sha256', SECRETS.quickbooks, body, 'base64') });
}

function generic(identifier) {
  const body = JSON.stringify({ identifier });
  return json('prefixed', body, {
    'x-prefixed-signature': hmac('sha256', SECRETS.prefixed, body, 'hex'),
  });
}

function outboundMessage(contacts) {
  const notifications = contacts.map(
    ([id, first, last, email], place) => `
      <Notification>
        <Id>04lKX0000000Demo${place}</Id>
        <sObject xsi:type="sf:Contact" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
          <sf:Id>${id}</sf:Id>
          <sf:FirstName>${first}</sf:FirstName>
          <sf:LastName>${last}</sf:LastName>
          <sf:Email>${email}</sf:Email>
          <sf:LastModifiedDate>2026-11-23T10:03:00.000Z</sf:LastModifiedDate>
        </sObject>
      </Notification>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <soapenv:Body>
    <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
      <OrganizationId>${ORGANIZATION}</OrganizationId>${notifications.join('')}
    </notifications>
  </soapenv:Body>
</soapenv:Envelope>`;
}
