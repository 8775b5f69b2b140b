import { type AnyConnector, type ConnectorData, connectorDataSchema, connectorFromData } from '@hookyard/sdk';

type Receiver = ConnectorData['receiver'];
type Scope = ConnectorData['scopes'][number];
type Source = string | { readonly from: Receiver['fields'][number]['from']; readonly at: string };

/** One sender of the corpus, as an operator would describe it without code. */
interface Sender {
  /** Its events; `!` before a name: the action is CREATED, else UPDATED. */
  readonly events: readonly string[];
  readonly type?: Scope['type'];
  readonly scope: Source;
  readonly id: Source;
  readonly receiver?: Partial<
    Pick<
      Receiver,
      'preprocess' | 'multiple' | 'account' | 'repeats' | 'format' | 'formField' | 'eventId' | 'deliveryId'
    >
  >;
}

const header = (at: string): Source => ({ from: 'Header', at });
const always = (at: string): Source => ({ from: 'Static', at });
const field = (at: string): Source => ({ from: 'FormField', at });

const GIT_IDS =
  '[after, check_run.id, alert.number, comment.id, release.id, issue.id, pull_request.id, marketplace_purchase.account.id, hook_id, security_advisory.ghsa_id, workflow_run.id, repository.id][0]';

export const SENDERS: Readonly<Record<string, Sender>> = {
  'adobe-commerce': {
    events: [
      'observer.catalog_product_save_after',
      'com.adobe.commerce.observer.catalog_product_save_commit_after',
    ],
    type: 'PRODUCT',
    scope: "type ? type : 'observer.catalog_product_save_after'",
    id: '[data.value.sku, event.data.value.entity_id, event.data.value.sku][0]',
  },
  adyen: {
    events: [
      'AUTHORISATION',
      'AUTHORISATION_ADJUSTMENT',
      'CANCELLATION',
      'CANCEL_OR_REFUND',
      'CAPTURE',
      'CHARGEBACK',
      'balancePlatform.balanceAccountSweep.updated',
    ],
    type: 'TRANSACTION_PAYMENT',
    scope: 'NotificationRequestItem ? NotificationRequestItem.eventCode : type',
    id: 'NotificationRequestItem ? NotificationRequestItem.pspReference : data.sweep.id',
    receiver: { multiple: 'notificationItems ? notificationItems : $' },
  },
  aws: {
    events: [
      'ECR Image Action',
      'aws:kafka',
      'ObjectCreated:Put',
      's3:ObjectRestore:Completed',
      'Notification',
    ],
    scope: "[eventName, Sns.Type, `detail-type`, $Envelope.eventSource, 'aws:kafka'][0]",
    id: "[s3.object.key, Sns.MessageId, id, topic & '-' & partition & '-' & offset][0]",
    receiver: { multiple: 'Records ? Records : (records ? records.* : $)' },
  },
  'aws-sns': {
    events: ['Notification', 'SubscriptionConfirmation'],
    scope: header('x-amz-sns-message-type'),
    id: 'MessageId',
    receiver: { eventId: 'MessageId' },
  },
  'azure-alert': { events: ['Activated', 'Resolved'], scope: 'status', id: 'context.id' },
  'azure-devops': {
    events: ['!git.pullrequest.created', 'git.push', '!workitem.created', 'workitem.updated'],
    scope: '$Envelope.eventType',
    id: '[commitId, pullRequestId, workItemId, id][0]',
    receiver: { multiple: 'resource.commits ? resource.commits : resource' },
  },
  bigcommerce: {
    events: [
      '!store/cart/created',
      '!store/customer/created',
      '!store/order/created',
      'store/order/statusUpdated',
      '!store/order/transaction/created',
      'store/sku/inventory/updated',
      'store/product/deleted',
      'store/product/inventory/updated',
      'store/product/updated',
    ],
    type: 'TRANSACTION',
    scope: 'scope',
    id: '[data.id, data.transaction_id][0]',
    receiver: { eventId: '[hash, created_at]' },
  },
  bitbucket: {
    events: ['pullrequest:comment_created', 'repo:push'],
    scope: header('x-event-key'),
    id: 'new ? new.target.hash : pullrequest.id',
    receiver: { multiple: 'push ? push.changes : $' },
  },
  'bitbucket-server': {
    events: ['pr:opened', 'repo:refs_changed'],
    scope: '[eventKey, $Envelope.eventKey][0]',
    id: 'pullRequest ? pullRequest.id : toHash',
    receiver: { multiple: 'changes ? changes : $' },
  },
  braintree: {
    events: ['check', 'subscription_charged_successfully', 'subscription_went_past_due'],
    scope: 'kind',
    id: 'id',
    receiver: {
      preprocess:
        '($x := $base64decode(BodyJSON.bt_payload); {"kind": $match($x, /<kind>([^<]*)</).groups[0], "id": [$match($x, /<id>([^<]*)</).groups[0], $match($x, /<timestamp[^>]*>([^<]*)</).groups[0]][0]})',
    },
  },
  cloudevents: {
    events: ['com.example.someevent', 'com.example.someotherevent', 'com.github.pull.create'],
    scope: 'type',
    id: 'id',
    receiver: { eventId: '[source, id]' },
  },
  'docker-hub': {
    events: ['push'],
    scope: always('push'),
    id: "repository.repo_name & '@' & push_data.pushed_at",
  },
  docusign: {
    events: ['Sent'],
    scope: 'Status',
    id: "$Envelope.DocuSignEnvelopeInformation.EnvelopeStatus.EnvelopeID & '|' & RecipientId",
    receiver: {
      multiple: 'DocuSignEnvelopeInformation.EnvelopeStatus.RecipientStatuses.RecipientStatus',
      repeats: ['RecipientStatus'],
    },
  },
  dromo: {
    events: ['import_completed', 'upload'],
    scope: "event ? event : 'upload'",
    id: 'data ? data.id : uploadId',
  },
  dropbox: {
    events: ['list_folder'],
    scope: always('list_folder'),
    id: '$',
    receiver: { multiple: 'list_folder.accounts' },
  },
  facebook: {
    events: ['message', 'reaction'],
    type: 'MESSAGE',
    scope: "reaction ? 'reaction' : 'message'",
    id: 'reaction ? reaction.mid : message.mid',
    receiver: { multiple: 'entry.messaging' },
  },
  gitea: {
    events: ['issues.opened', 'pull_request.opened', 'release.published'],
    scope: "$Headers.`x-gitea-event` & '.' & action",
    id: GIT_IDS,
  },
  github: {
    events: [
      'check_run.completed',
      '!dependabot_alert.created',
      '!issue_comment.created',
      'ping',
      'push',
      'release.released',
      'issues.labeled',
      'issues.opened',
      'marketplace_purchase.purchased',
      'meta.deleted',
      'pull_request.opened',
      '!repository.created',
      'security_advisory.published',
      'workflow_run.completed',
    ],
    scope: "$Headers.`x-github-event` & (action ? '.' & action : '')",
    id: GIT_IDS,
    receiver: { formField: 'payload', deliveryId: 'Headers.`x-github-delivery`' },
  },
  gitlab: {
    events: ['issue', 'note', 'push', 'release', 'tag_push', 'wiki_page', 'merge_request', 'project_create'],
    scope: '[object_kind, event_name][0]',
    id: '[object_attributes.id, object_attributes.slug, after, id, project_id][0]',
  },
  'google-events': {
    events: [
      '!google.firebase.auth.user.v1.created',
      'google.cloud.pubsub.topic.v1.messagePublished',
      'google.pubsub.topic.publish',
    ],
    scope: '[type, context.eventType][0]',
    id: '[id, context.eventId][0]',
  },
  hubspot: {
    events: ['COMPANY', 'contact.creation', 'contact.propertyChange', 'contact.deletion'],
    type: 'CUSTOMER',
    scope: '[subscriptionType, objectType][0]',
    id: 'objectId',
    receiver: {
      multiple: '$',
      eventId: '[portalId, subscriptionId, eventId, objectId, propertyName, occurredAt]',
    },
  },
  mailchimp: {
    events: ['subscribe', 'unsubscribe'],
    type: 'CUSTOMER',
    scope: field('type'),
    id: field('data[id]'),
  },
  mailgun: {
    events: ['clicked', 'delivered', 'opened', 'released', 'unsubscribed', 'dropped'],
    scope: '[`event-data`.event, event][0]',
    id: '[`event-data`.id, `X-Mailgun-Sid`, `Message-Id`, `message-id`, token][0]',
  },
  mandrill: {
    events: ['click', 'inbound', 'open', 'send', 'blacklist'],
    type: 'MESSAGE',
    scope: '[event, type][0]',
    id: '[_id, msg._id, msg.headers.`Message-Id`, reject.email][0]',
    receiver: { multiple: '$', formField: 'mandrill_events' },
  },
  'microsoft-graph': {
    events: ['changed'],
    scope: "changeType ? changeType : 'changed'",
    id: "subscriptionId & '|' & resource",
    receiver: { multiple: 'value' },
  },
  mollie: { events: ['payment'], type: 'TRANSACTION_PAYMENT', scope: always('payment'), id: field('id') },
  monday: {
    events: ['!create_pulse', '!create_update', 'move_pulse_into_group', 'update_column_value'],
    scope: 'event.type',
    id: 'event.pulseId',
  },
  myget: {
    events: [
      'BuildFinishedWebHookEventPayloadV1',
      'PackageAddedWebHookEventPayloadV1',
      'PingWebHookEventPayloadV1',
    ],
    scope: 'PayloadType',
    id: '[Payload.PackageIdentifier, Identifier][0]',
  },
  pagerduty: {
    events: ['incident.trigger'],
    scope: 'type',
    id: 'id',
    receiver: { multiple: 'messages', eventId: 'id' },
  },
  paypal: {
    events: [
      '!BILLING.SUBSCRIPTION.CREATED',
      'CHECKOUT.ORDER.APPROVED',
      'CHECKOUT.ORDER.COMPLETED',
      '!CUSTOMER.DISPUTE.CREATED',
      'PAYMENT.SALE.COMPLETED',
      '!PAYMENTS.PAYMENT.CREATED',
    ],
    type: 'TRANSACTION',
    scope: 'event_type',
    id: '[resource.id, resource.dispute_id][0]',
    receiver: { eventId: 'id' },
  },
  pipedrive: {
    events: ['!added.activity', '!added.deal', '!added.organization', 'updated.deal', 'updated.person'],
    scope: 'event',
    id: '[meta.id, current.id][0]',
  },
  pusher: {
    events: ['channel_vacated'],
    scope: 'name',
    id: "channel & '|' & $Envelope.time_ms",
    receiver: { multiple: 'events' },
  },
  quickbooks: {
    events: ['!class.created', '!customer.create', 'vendor.update'],
    type: 'CUSTOMER',
    scope: "type ? $join($split(type, '.')[[1..2]], '.') : $lowercase(name & '.' & operation)",
    id: '[intuitentityid, id][0]',
    receiver: {
      multiple:
        'eventNotifications ? eventNotifications.($realm := realmId; dataChangeEvent.entities.$merge([$, {"realmId": $realm}])) : $',
      eventId: '[realmId, name, id, operation, lastUpdated]',
    },
  },
  salesforce: {
    events: ['sf:Contact', 'sf:Lead1', 'sf:Lead2', 'sf:Lead3'],
    type: 'CUSTOMER',
    scope: 'sObject.`@type`',
    id: 'sObject.Id',
    receiver: {
      multiple: 'Envelope.Body.notifications.Notification',
      repeats: ['notifications/Notification'],
      eventId: 'Id',
    },
  },
  sendgrid: {
    events: [
      'processed',
      'deferred',
      'delivered',
      'open',
      'click',
      'bounce',
      'dropped',
      'spamreport',
      'unsubscribe',
      'group_unsubscribe',
      'group_resubscribe',
    ],
    type: 'MESSAGE',
    scope: 'event',
    id: 'sg_event_id',
    receiver: { multiple: '$', eventId: 'sg_event_id' },
  },
  shopify: {
    events: [
      'app/uninstalled',
      'bulk_operations/finish',
      '!customers/create',
      '!fulfillments/create',
      'inventory_levels/update',
      'metaobjects/update',
      '!order_transactions/create',
      '!orders/create',
      'orders/edited',
      'orders/risk_assessment_changed',
      'orders/updated',
      '!products/create',
      '!refunds/create',
      'shop/update',
      'subscription_billing_attempts/failure',
    ],
    type: 'TRANSACTION',
    scope: header('x-shopify-topic'),
    // One vendor sample names no record at all: its delivery is all there is.
    id: '[admin_graphql_api_id, id, inventory_item_id, order_edit.order_id, idempotency_key, $Headers.`x-shopify-webhook-id`][$ != null][0]',
    receiver: { deliveryId: 'Headers.`x-shopify-webhook-id`' },
  },
  slack: {
    events: [
      'app_mention',
      'function_executed',
      'message',
      'reaction_added',
      'block_actions',
      'dialog_submission',
      'view_submission',
      '/hello-world',
      '/webhook-collect',
      'url_verification',
    ],
    type: 'MESSAGE',
    scope: '[command, event.type, type][0]',
    id: '[event_id, trigger_id, view.id, action_ts, challenge][0]',
    receiver: { formField: 'payload' },
  },
  square: {
    events: ['webhooks.test_notification'],
    scope: 'type',
    id: 'data.id',
    receiver: { eventId: 'event_id' },
  },
  statusgator: { events: ['up'], scope: 'current_status', id: "service_name & '|' & occurred_at" },
  stripe: {
    events: [
      '!customer.created',
      'customer.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
      'payment_method.attached',
      'setup_intent.succeeded',
      '!customer.source.created',
    ],
    type: 'CUSTOMER',
    scope: 'type',
    id: '[data.object.id, id][0]',
    receiver: { eventId: 'id' },
  },
  trello: { events: ['updateCard'], scope: 'action.type', id: 'action.id' },
  twilio: {
    events: ['voice', 'received'],
    type: 'MESSAGE',
    scope: "SmsStatus ? SmsStatus : 'voice'",
    id: '[MessageSid, CallSid][0]',
  },
  typeform: { events: ['form_response'], scope: always('form_response'), id: 'token' },
  'unisender-go': {
    events: ['transactional_email_status'],
    scope: 'event_name',
    id: 'event_data.job_id',
    receiver: { multiple: 'events_by_user.events' },
  },
  'urban-airship': { events: ['CLOSE'], scope: 'type', id: 'id' },
  vonage: { events: ['text'], type: 'MESSAGE', scope: field('type'), id: field('messageId') },
  whatsapp: {
    events: ['messages', 'statuses'],
    type: 'MESSAGE',
    scope: "value.statuses ? 'statuses' : field",
    id: 'value.statuses ? value.statuses[0].id : value.messages[0].id',
    receiver: { multiple: 'entry.changes' },
  },
  woocommerce: {
    events: ['!coupon.created', 'coupon.restored', '!product.created', 'product.updated'],
    type: 'PRODUCT',
    scope: header('x-wc-webhook-topic'),
    id: 'id',
    receiver: { deliveryId: 'Headers.`x-wc-webhook-delivery-id`' },
  },
  wordpress: { events: ['comment_post'], scope: field('hook'), id: field('comment_ID') },
  xero: {
    events: ['!CONTACT.CREATE', 'CONTACT.UPDATE', '!INVOICE.CREATE', 'INVOICE.UPDATE'],
    type: 'CUSTOMER',
    scope: "$uppercase(eventCategory & '.' & eventType)",
    id: 'resourceId',
    receiver: {
      multiple: 'events',
      eventId: '[tenantId, resourceId, eventCategory, eventType, eventDateUtc]',
    },
  },
  zendesk: {
    events: ['push-notification'],
    scope: always('push-notification'),
    id: "$string($Envelope.notification.ticket_id) & '|' & identifier",
    receiver: { multiple: 'devices' },
  },
  zoom: {
    events: [
      'app_deauthorized',
      'endpoint.url_validation',
      'meeting.started',
      'meeting.ended',
      'phone.group_settings_updated',
      'recording.batch_deleted',
      'recording.completed',
      '!user.created',
      '!webinar.created',
    ],
    scope: '[event, $Envelope.event][0]',
    id: '[payload.object.uuid, payload.object.id, payload.object.group_id, meeting_uuid, payload.plainToken, payload.user_id][0]',
    receiver: { multiple: 'payload.object.meetings ? payload.object.meetings : $' },
  },
};

/** The data form of a sender, as `POST /v1/connectors` takes it. */
export function corpusConnectorData(provider: string): ConnectorData {
  const sender = SENDERS[provider];
  if (!sender) throw new Error(`no connector for ${provider}`);
  const { multiple } = sender.receiver ?? {};
  return connectorDataSchema.parse({
    name: provider,
    version: '1.0.0',
    scopes: sender.events.map((event) => scopeOf(event, sender.type ?? 'x:EVENT')),
    receiver: {
      verify: { kind: 'unsigned', reason: 'signatures of the corpus are checked by their vectors' },
      hasMultiple: multiple !== undefined,
      fields: [fieldOf('Scope', sender.scope), fieldOf('ExternalId', sender.id)],
      ...sender.receiver,
    },
  });
}

export function corpusConnector(provider: string): AnyConnector {
  return connectorFromData(corpusConnectorData(provider));
}

function scopeOf(event: string, type: Scope['type']): object {
  const isCreated = event.startsWith('!');
  const name = isCreated ? event.slice(1) : event;
  return {
    name,
    type,
    action: isCreated ? 'CREATED' : 'UPDATED',
    description: `${name} → ${type}`,
    source: 'payload',
  };
}

/** A plain expression is over the element: `BodyPath` with the whole of it, processed. */
function fieldOf(value: 'Scope' | 'ExternalId', source: Source): object {
  return typeof source === 'string' ? { value, from: 'BodyPath', at: source } : { value, ...source };
}
