import type { Ed25519Scheme, HmacScheme, StandardWebhooksScheme } from './scheme.js';

/** One of the signatures that Standard Webhooks allows, as a plain scheme. */
export interface StandardWebhooksPart {
  readonly name: string;
  readonly scheme: HmacScheme | Ed25519Scheme;
}

/** The specification told in plain schemes: https://github.com/standard-webhooks/standard-webhooks */
export function expandStandardWebhooks(options: StandardWebhooksScheme): readonly StandardWebhooksPart[] {
  const { versions = ['v1', 'v1a'], headers = 'webhook', key = 'base64' } = options;
  const { secret, maxAge, maxFuture } = options;
  const signed = {
    header: `${headers}-signature`,
    encoding: 'base64',
    content: '{id}.{timestamp}.{body}',
    id: { header: `${headers}-id` },
    timestamp: { header: `${headers}-timestamp` },
    secret,
    maxAge,
    maxFuture,
  } as const;
  const list = { separator: ' ', pair: ',' };
  return versions.map((version) =>
    version === 'v1'
      ? {
          name: 'standard-webhooks-v1',
          scheme: {
            kind: 'hmac',
            ...signed,
            key,
            keyPrefix: key === 'base64' ? 'whsec_' : '',
            list: { ...list, key: 'v1' },
          },
        }
      : {
          name: 'standard-webhooks-v1a',
          scheme: {
            kind: 'ed25519',
            ...signed,
            key: 'base64',
            keyPrefix: 'whpk_',
            list: { ...list, key: 'v1a' },
          },
        },
  );
}
