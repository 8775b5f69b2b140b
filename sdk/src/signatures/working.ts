import { any, hash, hmac, secretPath, standardWebhooks, token } from '../verify/builders.js';
import type { SignatureEntry } from './preset.js';

const HUB_SIGNATURE = hmac({ header: 'x-hub-signature', prefix: 'sha256=' });
const HUBSPOT_SECRETS = { webhook: 'Client secret of the app' };
const HUBSPOT_SOURCE =
  'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation';

const SALESFORCE_ACK =
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
  '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>' +
  '</soapenv:Body></soapenv:Envelope>';

/** Code, tickets, customers and files. */
export const WORKING = {
  bitbucket: {
    title: 'Bitbucket',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
    preset: { verify: HUB_SIGNATURE },
  },
  docusign: {
    title: 'Docusign Connect',
    secrets: { webhook: 'HMAC key of the account' },
    source: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
    preset: { verify: hmac({ header: 'x-docusign-signature-1', encoding: 'base64' }) },
  },
  dropbox: {
    title: 'Dropbox',
    secrets: { webhook: 'App secret' },
    source: 'https://www.dropbox.com/developers/reference/webhooks',
    preset: {
      verify: hmac({ header: 'x-dropbox-signature' }),
      handshakes: [{ kind: 'echoQuery', query: 'challenge' }],
    },
  },
  gitea: {
    title: 'Gitea and Forgejo',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://docs.gitea.com/usage/webhooks',
    preset: {
      verify: hmac({ header: 'x-gitea-signature' }),
      formField: 'payload',
    },
  },
  github: {
    title: 'GitHub',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    note: 'A signed `ping` comes first: a hook like any other. A redelivery keeps its id.',
    preset: {
      verify: hmac({ header: 'x-hub-signature-256', prefix: 'sha256=' }),
      deliveryId: 'Headers.`x-github-delivery`',
      formField: 'payload',
    },
  },
  gitlab: {
    title: 'GitLab',
    secrets: { webhook: 'Secret token of the webhook, or its signing token, whsec_…' },
    source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    note: 'A secret token proves the sender, not the body; a signing token (GitLab 19) proves both.',
    preset: {
      verify: any([token({ header: 'x-gitlab-token' }), standardWebhooks()]),
      deliveryId: 'Headers.`idempotency-key`',
    },
  },
  hubspot: {
    title: 'HubSpot, version 3',
    secrets: HUBSPOT_SECRETS,
    source: HUBSPOT_SOURCE,
    preset: {
      verify: hmac({
        header: 'x-hubspot-signature-v3',
        encoding: 'base64',
        timestamp: { header: 'x-hubspot-request-timestamp', unit: 'ms' },
        content: '{method}{urlDecoded}{body}{timestamp}',
      }),
    },
  },
  'hubspot-v1': {
    title: 'HubSpot, version 1',
    secrets: HUBSPOT_SECRETS,
    source: HUBSPOT_SOURCE,
    note: 'Prefer `hubspot`: version 1 signs neither address nor time.',
    preset: { verify: hash({ header: 'x-hubspot-signature', content: '{secret}{body}' }) },
  },
  'hubspot-v2': {
    title: 'HubSpot, version 2',
    secrets: HUBSPOT_SECRETS,
    source: HUBSPOT_SOURCE,
    note: 'Prefer `hubspot`: version 2 signs no time.',
    preset: { verify: hash({ header: 'x-hubspot-signature', content: '{secret}{method}{url}{body}' }) },
  },
  jira: {
    title: 'Jira',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
    note: 'Only webhooks with a secret are signed: those an administrator or an OAuth app has given one.',
    preset: { verify: HUB_SIGNATURE, deliveryId: 'Headers.`x-atlassian-webhook-identifier`' },
  },
  pagerduty: {
    title: 'PagerDuty',
    secrets: { webhook: 'Secret of the subscription' },
    source: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
    preset: {
      verify: hmac({
        header: 'x-pagerduty-signature',
        list: { separator: ',', pair: '=', key: 'v1' },
      }),
      deliveryId: 'BodyJSON.event.id',
    },
  },
  pusher: {
    title: 'Pusher Channels',
    secrets: { webhook: 'Secret of the app’s key' },
    source: 'https://pusher.com/docs/channels/server_api/webhooks/',
    preset: { verify: hmac({ header: 'x-pusher-signature' }) },
  },
  salesforce: {
    title: 'Salesforce outbound messages',
    secrets: {
      webhook: 'A long random word, the last part of the endpoint URL',
    },
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm',
    note:
      'Nothing is signed: who knows the address is believed. Add the organisation’s id with `all`, and two-way TLS where ' +
      'a proxy checks Salesforce’s client certificate.',
    preset: {
      verify: secretPath(),
      answer: {
        status: 200,
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body: SALESFORCE_ACK,
      },
    },
  },
  trello: {
    title: 'Trello',
    secrets: { webhook: 'OAuth secret of the app' },
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
    note: 'The address is signed exactly as the webhook writes it. Creating it asks the address with a HEAD.',
    preset: {
      verify: hmac({ header: 'x-trello-webhook', hash: 'sha1', encoding: 'base64', content: '{body}{url}' }),
    },
  },
  typeform: {
    title: 'Typeform',
    secrets: { webhook: 'Secret of the webhook' },
    source: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
    preset: {
      verify: hmac({ header: 'typeform-signature', prefix: 'sha256=', encoding: 'base64' }),
      deliveryId: 'BodyJSON.event_id',
    },
  },
  zendesk: {
    title: 'Zendesk',
    secrets: { webhook: 'Signing secret of the webhook' },
    source: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
    preset: {
      verify: hmac({
        header: 'x-zendesk-webhook-signature',
        encoding: 'base64',
        timestamp: { header: 'x-zendesk-webhook-signature-timestamp', unit: 'rfc3339' },
        content: '{timestamp}{body}',
      }),
      deliveryId: 'Headers.`x-zendesk-webhook-invocation-id`',
    },
  },
} as const satisfies Readonly<Record<string, SignatureEntry>>;
