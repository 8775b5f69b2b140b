import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound(
    'Zendesk Ticket → Ticket',
    'x:TICKET',
    copiedFields({
      subject: 'subject',
      body: 'description',
      status: 'status',
      priority: 'priority',
      ownerId: 'assignee_id',
      tags: 'tags',
      createdAt: 'created_at',
    }),
  ),
  {
    ...outbound('Ticket → Zendesk Ticket', 'x:TICKET', [
      ...copiedFields({ subject: 'subject', 'comment.body': 'body' }),
      // Other systems have stages and words of their own.
      formula(
        'priority',
        '$lowercase(priority) in ["low", "normal", "high", "urgent"] ? $lowercase(priority)',
      ),
    ]),
    // The text of a ticket is its first comment: a change would add another.
    syncType: 'ADD',
  },
  inbound('Zendesk Comment → Message', 'MESSAGE', [
    { kind: 'static', target: 'channel', value: 'zendesk' },
    ...copiedFields({ body: 'body', from: 'author.name', subject: 'subject', sentAt: 'created_at' }),
  ]),
  inbound('Zendesk User → Customer', 'CUSTOMER', [
    ...copiedFields({ email: 'email', phone: 'phone', note: 'notes', language: 'locale' }),
    formula('firstName', '$substringBefore(name, " ")'),
    formula('lastName', '$contains(name, " ") ? $substringAfter(name, " ")'),
  ]),
  {
    ...outbound('Customer → Zendesk User', 'CUSTOMER', [
      ...copiedFields({ email: 'email', phone: 'phone', notes: 'note' }),
      formula('name', '($name := $join([firstName, lastName][$], " "); $name ? $name : email)'),
    ]),
    collision: 'UPDATE_AND_LINK',
  },
  inbound('Zendesk Organisation → Company', 'CUSTOMER_COMPANY', [
    ...copiedFields({ name: 'name', note: 'notes' }),
    formula('domain', 'domain_names[0]'),
  ]),
  outbound('Company → Zendesk Organisation', 'CUSTOMER_COMPANY', [
    ...copiedFields({ name: 'name' }),
    formula('domain_names', 'domain ? [domain] : []'),
  ]),
];
