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

const primary = (list: string): string => `[${list}[primary = true].value, ${list}[0].value][0]`;
const labelled = (field: string): string =>
  `${field} ? [{"value": ${field}, "primary": true, "label": "work"}] : []`;

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Pipedrive Person → Customer', 'CUSTOMER', [
    formula('email', primary('emails')),
    formula('phone', primary('phones')),
    ...copiedFields({ firstName: 'first_name', lastName: 'last_name' }),
  ]),
  outbound('Customer → Pipedrive Person', 'CUSTOMER', [
    formula('name', '$join([firstName, lastName][$], " ")'),
    formula('emails', labelled('email')),
    formula('phones', labelled('phone')),
  ]),
  inbound(
    'Pipedrive Organisation → Company',
    'CUSTOMER_COMPANY',
    copiedFields({
      name: 'name',
      street: 'address.value',
      city: 'address.locality',
      region: 'address.admin_area_level_1',
      zip: 'address.postal_code',
      country: 'address.country',
      website: 'website',
    }),
  ),
  outbound('Company → Pipedrive Organisation', 'CUSTOMER_COMPANY', [
    ...copiedFields({ name: 'name' }),
    formula(
      'address',
      '($parts := [street, zip, city, country][$]; $count($parts) > 0 ? {"value": $join($parts, ", ")})',
    ),
  ]),
  inbound(
    'Pipedrive Deal → Deal',
    'x:DEAL',
    copiedFields({
      name: 'title',
      amount: 'value',
      currency: 'currency',
      status: 'status',
      stage: 'stage_id',
      pipeline: 'pipeline_id',
      ownerId: 'owner_id',
      closesAt: 'expected_close_date',
      createdAt: 'add_time',
    }),
  ),
  outbound('Deal → Pipedrive Deal', 'x:DEAL', [
    ...copiedFields({ title: 'name', value: 'amount', currency: 'currency', status: 'status' }),
    formula('expected_close_date', 'closesAt ? $substring(closesAt, 0, 10)'),
  ]),
  inbound(
    'Pipedrive Activity → Activity',
    'x:ACTIVITY',
    copiedFields({
      subject: 'subject',
      kind: 'type',
      done: 'done',
      dueDate: 'due_date',
      dueTime: 'due_time',
      note: 'note',
      ownerId: 'owner_id',
      dealId: 'deal_id',
      customerId: 'person_id',
      companyId: 'org_id',
    }),
  ),
  outbound(
    'Activity → Pipedrive Activity',
    'x:ACTIVITY',
    copiedFields({
      subject: 'subject',
      type: 'kind',
      done: 'done',
      due_date: 'dueDate',
      due_time: 'dueTime',
      note: 'note',
    }),
  ),
  inbound('Pipedrive Product → Product', 'PRODUCT', [
    ...copiedFields({ name: 'name', sku: 'code', description: 'description' }),
    ...copiedFields({ price: 'prices.0.price', currency: 'prices.0.currency', cost: 'prices.0.cost' }),
  ]),
  outbound('Product → Pipedrive Product', 'PRODUCT', [
    ...copiedFields({ name: 'name', code: 'sku', description: 'description' }),
    formula(
      'prices',
      '$exists(price) and $exists(currency) ? [{"price": $number(price), "currency": currency}]',
    ),
  ]),
  inbound('Pipedrive Note → Message', 'MESSAGE', [
    { kind: 'static', target: 'channel', value: 'pipedrive' },
    ...copiedFields({ body: 'content', from: 'user.name', sentAt: 'add_time' }),
    formula('subject', '[deal.title, person.name, organization.name][0]'),
  ]),
];
