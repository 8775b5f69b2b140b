import { any, basic, ecdsa, hmac, secretPath } from '../verify/builders.js';
import type { Handshake } from '../verify/handshake.kinds.js';
import type { SignatureEntry } from './preset.js';

const META_SECRETS = { webhook: 'App secret', verifyToken: 'Verify token, as the app’s webhook page has it' };
const META_SOURCE = 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started';
const META_SUBSCRIBE: Handshake = {
  kind: 'echoQuery',
  query: 'hub.challenge',
  match: { 'hub.mode': 'subscribe' },
  token: { query: 'hub.verify_token', secret: 'verifyToken' },
};
const META = {
  verify: hmac({ header: 'x-hub-signature-256', prefix: 'sha256=' }),
  handshakes: [META_SUBSCRIBE],
};

/** Messages, mail and meetings. */
export const MESSAGES = {
  facebook: { title: 'Facebook', secrets: META_SECRETS, source: META_SOURCE, preset: META },
  instagram: { title: 'Instagram', secrets: META_SECRETS, source: META_SOURCE, preset: META },
  whatsapp: { title: 'WhatsApp', secrets: META_SECRETS, source: META_SOURCE, preset: META },
  mailchimp: {
    title: 'Mailchimp Marketing',
    secrets: { webhook: 'A long random word, the last part of the webhook’s address' },
    source: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
    note: 'Nothing is signed: who knows the address is believed. Saving the webhook asks the address with a GET.',
    preset: { verify: secretPath(), handshakes: [{ kind: 'ping', methods: ['GET'] }] },
  },
  mailgun: {
    title: 'Mailgun',
    secrets: { webhook: 'HTTP webhook signing key' },
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    note: 'Only its time and token are signed, not the event: read what matters from the API.',
    preset: {
      verify: any([
        hmac({
          body: 'signature.signature',
          timestamp: { body: 'signature.timestamp' },
          content: '{timestamp}{field:signature.token}',
        }),
        hmac({
          form: 'signature',
          timestamp: { form: 'timestamp' },
          content: '{timestamp}{form:token}',
        }),
      ]),
    },
  },
  mandrill: {
    title: 'Mailchimp Transactional (Mandrill)',
    secrets: { webhook: 'Key of the webhook' },
    source: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/',
    note: 'The address is signed exactly as the webhook writes it. Creating it asks the address with a HEAD or an empty POST.',
    preset: {
      verify: hmac({
        header: 'x-mandrill-signature',
        hash: 'sha1',
        encoding: 'base64',
        content: '{url}{sortedForm}',
      }),
      handshakes: [{ kind: 'ping' }],
      formField: 'mandrill_events',
    },
  },
  pipedrive: {
    title: 'Pipedrive',
    secrets: { webhook: 'User and password of the webhook, as user:password' },
    source: 'https://pipedrive.readme.io/docs/guide-for-webhooks',
    note: 'Nothing is signed: HTTP authentication proves the sender.',
    preset: { verify: basic() },
  },
  sendgrid: {
    title: 'SendGrid',
    secrets: { webhook: 'Verification key of the event webhook' },
    source:
      'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    preset: {
      verify: ecdsa({
        header: 'x-twilio-email-event-webhook-signature',
        timestamp: { header: 'x-twilio-email-event-webhook-timestamp' },
        content: '{timestamp}{body}',
        maxAge: '10m',
      }),
    },
  },
  slack: {
    title: 'Slack',
    secrets: { webhook: 'Signing secret of the app' },
    source: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    preset: {
      verify: hmac({
        header: 'x-slack-signature',
        prefix: 'v0=',
        timestamp: { header: 'x-slack-request-timestamp' },
        content: 'v0:{timestamp}:{body}',
      }),
      handshakes: [{ kind: 'echoBody', match: { type: 'url_verification' }, from: 'challenge' }],
      deliveryId: 'BodyJSON.event_id',
      formField: 'payload',
    },
  },
  twilio: {
    title: 'Twilio',
    secrets: { webhook: 'Auth token of the account' },
    source: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
    note: 'The address is signed exactly as it is configured; a JSON body by its hash in the query.',
    preset: {
      verify: hmac({
        header: 'x-twilio-signature',
        hash: 'sha1',
        encoding: 'base64',
        content: '{url}{sortedForm}',
        ports: 'either',
        bodyHash: { query: 'bodySHA256' },
      }),
      deliveryId: 'Headers.`i-twilio-idempotency-token`',
    },
  },
  zoom: {
    title: 'Zoom',
    secrets: { webhook: 'Secret token of the app' },
    source: 'https://developers.zoom.us/docs/api/webhooks/',
    note: 'The address is asked again every 72 hours.',
    preset: {
      verify: hmac({
        header: 'x-zm-signature',
        prefix: 'v0=',
        timestamp: { header: 'x-zm-request-timestamp' },
        content: 'v0:{timestamp}:{body}',
      }),
      handshakes: [
        {
          kind: 'hmacToken',
          match: { event: 'endpoint.url_validation' },
          from: 'payload.plainToken',
          signed: false,
        },
      ],
    },
  },
} as const satisfies Readonly<Record<string, SignatureEntry>>;
