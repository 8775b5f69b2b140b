import {
  all,
  any,
  ecdsa,
  hash,
  hmac,
  rsa,
  standardWebhooks,
  type HmacOptions,
  type VerifyScheme,
} from '@hookyard/sdk';

const bodyInBase64 = (header: string): VerifyScheme => hmac({ header, encoding: 'base64' });
const versionZero = (signature: string, timestamp: string): VerifyScheme =>
  hmac({
    header: signature,
    prefix: 'v0=',
    timestamp: { header: timestamp },
    content: 'v0:{timestamp}:{body}',
  });
const overForm = (
  header: string,
  options: Partial<Pick<HmacOptions, 'ports' | 'bodyHash'>> = {},
): VerifyScheme =>
  hmac({ header, hash: 'sha1', encoding: 'base64', content: '{url}{sortedForm}', ...options });

/** One scheme per sender of the corpus, as data. */
export const VECTOR_SCHEMES: Readonly<Record<string, VerifyScheme>> = {
  'standard-webhooks': standardWebhooks(),
  openai: standardWebhooks(),
  github: any([
    hmac({ header: 'X-Hub-Signature-256', prefix: 'sha256=' }),
    hmac({ header: 'X-Hub-Signature', prefix: 'sha1=', hash: 'sha1' }),
  ]),
  stripe: hmac({
    header: 'Stripe-Signature',
    list: { separator: ',', pair: '=', key: 'v1' },
    timestamp: { item: 't' },
    content: '{timestamp}.{body}',
  }),
  shopify: bodyInBase64('X-Shopify-Hmac-Sha256'),
  slack: versionZero('X-Slack-Signature', 'X-Slack-Request-Timestamp'),
  zoom: versionZero('x-zm-signature', 'x-zm-request-timestamp'),
  twilio: overForm('X-Twilio-Signature', { ports: 'either', bodyHash: { query: 'bodySHA256' } }),
  mandrill: overForm('X-Mandrill-Signature'),
  hubspot: any([
    hmac({
      header: 'X-HubSpot-Signature-v3',
      encoding: 'base64',
      timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'ms' },
      content: '{method}{urlDecoded}{body}{timestamp}',
    }),
    hash({ header: 'X-HubSpot-Signature', content: '{secret}{method}{url}{body}' }),
    hash({ header: 'X-HubSpot-Signature', content: '{secret}{body}' }),
  ]),
  square: hmac({ header: 'x-square-hmacsha256-signature', encoding: 'base64', content: '{url}{body}' }),
  xero: bodyInBase64('x-xero-signature'),
  quickbooks: bodyInBase64('intuit-signature'),
  razorpay: hmac({ header: 'X-Razorpay-Signature' }),
  mailgun: hmac({
    body: 'signature.signature',
    timestamp: { body: 'signature.timestamp' },
    content: '{timestamp}{field:signature.token}',
  }),
  sendgrid: ecdsa({
    header: 'X-Twilio-Email-Event-Webhook-Signature',
    timestamp: { header: 'X-Twilio-Email-Event-Webhook-Timestamp' },
    content: '{timestamp}{body}',
    maxAge: '10m',
  }),
  adyen: any([
    hmac({
      body: 'NotificationRequestItem.additionalData.hmacSignature',
      encoding: 'base64',
      key: 'hex',
      content: '{fields}',
      fields: {
        paths: [
          'pspReference',
          'originalReference',
          'merchantAccountCode',
          'merchantReference',
          'amount.value',
          'amount.currency',
          'eventCode',
          'success',
        ].map((path) => `NotificationRequestItem.${path}`),
      },
      perElement: true,
    }),
  ]),
  'adyen banking': hmac({ header: 'HmacSignature', encoding: 'base64', key: 'hex' }),
  braintree: hmac({
    form: 'bt_signature',
    hash: 'sha1',
    key: 'sha1',
    secret: 'privateKey',
    list: { separator: '&', pair: '|' },
    content: '{form:bt_payload}',
  }),
  paypal: all([
    rsa({
      header: 'Paypal-Transmission-Sig',
      id: { header: 'Paypal-Transmission-Id' },
      timestamp: { header: 'Paypal-Transmission-Time', unit: 'rfc3339' },
      content: '{id}|{timestamp}|{secret:webhookId}|{crc32}',
    }),
  ]),
};
