import { any, rsa } from '@hookyard/sdk';

/** The webhook's id is part of what is signed, and is the one secret a registration brings. */
const SIGNED = {
  header: 'paypal-transmission-sig',
  id: { header: 'paypal-transmission-id' },
  timestamp: { header: 'paypal-transmission-time', unit: 'rfc3339' },
  content: '{id}|{timestamp}|{secret:webhook}|{crc32}',
  // Repeats go on for three days with the time of the first try.
  maxAge: '4d',
} as const;

/**
 * By a certificate that is pinned, else by the one each hook names: fetched from PayPal alone, with a chain to a root that
 * is trusted. https://developer.paypal.com/api/rest/webhooks/rest/
 */
export const proof = any([
  rsa({ ...SIGNED, secret: 'certificate' }),
  rsa({
    ...SIGNED,
    certificate: { url: { header: 'paypal-cert-url' }, hosts: ['*.paypal.com'], chain: true },
  }),
]);
