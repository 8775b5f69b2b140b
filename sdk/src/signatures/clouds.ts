import { all, any, hmac, rsa, secretPath, token } from '../verify/builders.js';
import type { SignatureEntry } from './preset.js';

const SNS_HOSTS = ['sns.*.amazonaws.com', 'sns.*.amazonaws.com.cn'] as const;
const SNS = {
  body: 'Signature',
  timestamp: { body: 'Timestamp', unit: 'rfc3339' },
  maxAge: '1d',
  content: '{fields}',
  fields: {
    paths: ['Message', 'MessageId', 'SubscribeURL', 'Subject', 'Timestamp', 'Token', 'TopicArn', 'Type'],
    separator: '\n',
    named: true,
  },
  certificate: {
    url: { body: 'SigningCertURL' },
    hosts: SNS_HOSTS,
    path: '/SimpleNotificationService-*.pem',
  },
} as const;

/** Clouds that send what happens in them, and tools that trust the first to shake hands. */
export const CLOUDS = {
  asana: {
    title: 'Asana',
    secrets: {
      webhook: 'Comes by itself when the webhook is made; leave it empty',
      rearm: 'Any word with an end: until then a new webhook may bring a new secret',
    },
    source: 'https://developers.asana.com/docs/webhooks-guide',
    note:
      'Make the webhook while the connection has no secret: `X-Hook-Secret` is taken and answered. For a later webhook set ' +
      '`rearm` to a value with a `notAfter` a few minutes ahead; hooks under the old secret verify for a day more.',
    preset: {
      verify: hmac({ header: 'x-hook-signature' }),
      handshakes: [{ kind: 'hookSecret', header: 'x-hook-secret', armedBy: 'rearm' }],
    },
  },
  'event-grid': {
    title: 'Azure Event Grid',
    secrets: { webhook: 'A long random word: the last part of the address, or `code` in its query' },
    source: 'https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema',
    note:
      'Nothing is signed: who knows the address is believed; with Entra ID use `jwt`. Where the answer is lost on its way, ' +
      'replace the handshake by `{ kind: "visit", match: …, from: "0.data.validationUrl", hosts: ["*.eventgrid.azure.net"] }`.',
    preset: {
      verify: any([token({ query: 'code' }), secretPath()]),
      handshakes: [
        {
          kind: 'echoBody',
          match: { '0.eventType': 'Microsoft.EventGrid.SubscriptionValidationEvent' },
          from: '0.data.validationCode',
          as: 'json',
          key: 'validationResponse',
        },
        { kind: 'allowOrigin', origins: ['eventgrid.azure.net'] },
      ],
    },
  },
  'microsoft-graph': {
    title: 'Microsoft Graph',
    secrets: { webhook: 'The subscription’s clientState' },
    source: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
    note: 'Nothing is signed: each notification carries the subscription’s `clientState`. Needs `multiple: value`.',
    preset: {
      verify: token({ body: 'clientState', perElement: true }),
      handshakes: [{ kind: 'echoQuery', query: 'validationToken', methods: ['POST'] }],
    },
  },
  sns: {
    title: 'Amazon SNS',
    secrets: { topicArn: 'ARN of the topic; up to five topics' },
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
    note:
      'Signature versions 1 and 2. Anybody may have Amazon sign messages of a topic of his own: only those of `topicArn` are ' +
      'believed, and only their subscriptions are confirmed. `UnsubscribeConfirmation` is a hook like others, never followed.',
    preset: {
      verify: all([
        token({ body: 'TopicArn', secret: 'topicArn' }),
        any([rsa(SNS), rsa({ ...SNS, hash: 'sha1' })]),
      ]),
      handshakes: [
        {
          kind: 'visit',
          match: { Type: 'SubscriptionConfirmation' },
          from: 'SubscribeURL',
          hosts: SNS_HOSTS,
        },
      ],
      deliveryId: 'BodyJSON.MessageId',
    },
  },
} as const satisfies Readonly<Record<string, SignatureEntry>>;
