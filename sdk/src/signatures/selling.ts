import { any, hmac, rsa, standardWebhooks } from '../verify/builders.js';
import type { SignatureEntry } from './preset.js';

const ADYEN_FIELDS = [
  'pspReference',
  'originalReference',
  'merchantAccountCode',
  'merchantReference',
  'amount.value',
  'amount.currency',
  'eventCode',
  'success',
];

const PAYPAL = {
  header: 'paypal-transmission-sig',
  id: { header: 'paypal-transmission-id' },
  timestamp: { header: 'paypal-transmission-time', unit: 'rfc3339' },
  content: '{id}|{timestamp}|{secret:webhookId}|{crc32}',
  maxAge: '4d',
} as const;

/** Shops, payments and books. */
export const SELLING = {
  adyen: {
    title: 'Adyen payments',
    secrets: { webhook: 'HMAC key of the webhook, in hex' },
    source: 'https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/',
    note:
      'Each element of `notificationItems` is signed by itself, over eight of its fields only; an element that fails is ' +
      'rejected alone. Needs `multiple: notificationItems`.',
    preset: {
      verify: hmac({
        body: 'NotificationRequestItem.additionalData.hmacSignature',
        encoding: 'base64',
        key: 'hex',
        content: '{fields}',
        fields: { paths: ADYEN_FIELDS.map((path) => `NotificationRequestItem.${path}`) },
        perElement: true,
      }),
      answer: { status: 200, body: '[accepted]' },
    },
  },
  'adyen-banking': {
    title: 'Adyen platforms and banking',
    secrets: { webhook: 'HMAC key of the webhook, in hex' },
    source: 'https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/',
    preset: { verify: hmac({ header: 'hmacsignature', encoding: 'base64', key: 'hex' }) },
  },
  bigcommerce: {
    title: 'BigCommerce',
    secrets: { webhook: 'Client secret of the app' },
    source: 'https://developer.bigcommerce.com/docs/integrations/webhooks',
    note: 'Standard Webhooks with the client secret’s own text as the key. Hooks go to port 443 only.',
    preset: { verify: standardWebhooks({ key: 'utf8' }), deliveryId: 'Headers.`webhook-id`' },
  },
  braintree: {
    title: 'Braintree',
    secrets: { privateKey: 'Private key of the API' },
    source: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
    note: 'The field `bt_payload` is signed; it is base64 of XML.',
    preset: {
      verify: hmac({
        form: 'bt_signature',
        hash: 'sha1',
        key: 'sha1',
        secret: 'privateKey',
        list: { separator: '&', pair: '|' },
        content: '{form:bt_payload}',
      }),
    },
  },
  paypal: {
    title: 'PayPal',
    secrets: {
      webhookId: 'Id of the webhook, as the PayPal dashboard shows it',
      webhook: 'A certificate that is pinned, as PEM. Absent: the one PayPal names is fetched',
      authorities: 'Further roots for that certificate, as PEM. Absent: those of the runtime',
    },
    source: 'https://developer.paypal.com/api/rest/webhooks/rest/',
    note:
      'The certificate is fetched from `*.paypal.com` alone, and a chain must lead from it to a trusted root. Repeats over ' +
      'three days keep the time of the first try. Events of the simulator do not verify.',
    preset: {
      verify: any([
        rsa(PAYPAL),
        rsa({
          ...PAYPAL,
          certificate: {
            url: { header: 'paypal-cert-url' },
            hosts: ['*.paypal.com'],
            chain: true,
            authorities: 'authorities',
          },
        }),
      ]),
      deliveryId: 'BodyJSON.id',
    },
  },
  quickbooks: {
    title: 'QuickBooks (Intuit)',
    secrets: { webhook: 'Verifier token of the app' },
    source: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
    preset: { verify: hmac({ header: 'intuit-signature', encoding: 'base64' }) },
  },
  razorpay: {
    title: 'Razorpay',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://razorpay.com/docs/webhooks/validate-test/',
    preset: {
      verify: hmac({ header: 'x-razorpay-signature' }),
      deliveryId: 'Headers.`x-razorpay-event-id`',
    },
  },
  shopify: {
    title: 'Shopify',
    secrets: { webhook: 'Client secret of the app' },
    source: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
    preset: {
      verify: hmac({ header: 'x-shopify-hmac-sha256', encoding: 'base64' }),
      deliveryId: 'Headers.`x-shopify-webhook-id`',
    },
  },
  square: {
    title: 'Square',
    secrets: { webhook: 'Signature key of the subscription' },
    source: 'https://developer.squareup.com/docs/webhooks/step3validate',
    note: 'The address is signed exactly as the subscription writes it.',
    preset: {
      verify: hmac({
        header: 'x-square-hmacsha256-signature',
        encoding: 'base64',
        content: '{url}{body}',
      }),
      deliveryId: 'BodyJSON.event_id',
    },
  },
  stripe: {
    title: 'Stripe',
    secrets: { webhook: 'Signing secret of the endpoint, whsec_…' },
    source: 'https://docs.stripe.com/webhooks/signature',
    preset: {
      verify: hmac({
        header: 'stripe-signature',
        list: { separator: ',', pair: '=', key: 'v1' },
        timestamp: { item: 't' },
        content: '{timestamp}.{body}',
      }),
      deliveryId: 'BodyJSON.id',
    },
  },
  woocommerce: {
    title: 'WooCommerce',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://woocommerce.com/document/webhooks/',
    note: 'A webhook becomes active only when its unsigned ping, a form with `webhook_id` alone, is answered 200.',
    preset: {
      verify: hmac({ header: 'x-wc-webhook-signature', encoding: 'base64' }),
      handshakes: [{ kind: 'ping', onlyFormField: 'webhook_id' }],
      deliveryId: 'Headers.`x-wc-webhook-delivery-id`',
    },
  },
  xero: {
    title: 'Xero',
    secrets: { webhook: 'Webhook key of the app' },
    source: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
    note: '“Intent to receive” is an empty batch, signed well and badly: 200 and 401 come of themselves.',
    preset: { verify: hmac({ header: 'x-xero-signature', encoding: 'base64' }) },
  },
} as const satisfies Readonly<Record<string, SignatureEntry>>;
