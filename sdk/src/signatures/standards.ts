import { any, standardWebhooks, token } from '../verify/builders.js';
import type { SignatureEntry } from './preset.js';

const STANDARD_SECRETS = { webhook: 'Signing secret, whsec_…, or public key, whpk_…' };
const STANDARD_SOURCE =
  'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md';

/** Agreements many senders keep. */
export const STANDARDS = {
  cloudevents: {
    title: 'CloudEvents over HTTP',
    secrets: { webhook: 'Access token the sender was given' },
    source: 'https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md',
    note: 'Nothing is signed: a bearer token, in the header or as `access_token` in the query, proves the sender.',
    preset: {
      verify: any([token({ header: 'authorization', prefix: 'Bearer ' }), token({ query: 'access_token' })]),
      handshakes: [{ kind: 'allowOrigin' }],
    },
  },
  openai: {
    title: 'OpenAI',
    secrets: STANDARD_SECRETS,
    source: 'https://platform.openai.com/docs/guides/webhooks',
    preset: { verify: standardWebhooks({ versions: ['v1'] }), deliveryId: 'Headers.`webhook-id`' },
  },
  'standard-webhooks': {
    title: 'Standard Webhooks',
    secrets: STANDARD_SECRETS,
    source: STANDARD_SOURCE,
    preset: { verify: standardWebhooks(), deliveryId: 'Headers.`webhook-id`' },
  },
  svix: {
    title: 'Svix',
    secrets: STANDARD_SECRETS,
    source: 'https://docs.svix.com/receiving/verifying-payloads/how',
    preset: { verify: standardWebhooks({ headers: 'svix' }), deliveryId: 'Headers.`svix-id`' },
  },
} as const satisfies Readonly<Record<string, SignatureEntry>>;
