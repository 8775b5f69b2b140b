import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. A field the message leaves out stays untouched. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Salesforce Contact or Lead → Customer', 'CUSTOMER', [
    ...copiedFields({
      email: 'Email',
      firstName: 'FirstName',
      lastName: 'LastName',
      phone: 'Phone',
      company: 'Company',
    }),
    // A Contact has a mailing address, a Lead just one.
    { kind: 'formula', target: 'street', expression: 'MailingStreet ? MailingStreet : Street' },
    { kind: 'formula', target: 'city', expression: 'MailingCity ? MailingCity : City' },
    { kind: 'formula', target: 'zip', expression: 'MailingPostalCode ? MailingPostalCode : PostalCode' },
    { kind: 'formula', target: 'country', expression: 'MailingCountry ? MailingCountry : Country' },
  ]),
  inbound(
    'Salesforce Account → Company',
    'CUSTOMER_COMPANY',
    copiedFields({
      name: 'Name',
      phone: 'Phone',
      website: 'Website',
      city: 'BillingCity',
      country: 'BillingCountry',
    }),
  ),
  inbound(
    'Salesforce Product → Product',
    'PRODUCT',
    copiedFields({
      sku: 'ProductCode',
      name: 'Name',
      description: 'Description',
      category: 'Family',
      status: 'IsActive',
    }),
  ),
  inbound(
    'Salesforce Order → Transaction',
    'TRANSACTION',
    copiedFields({
      number: 'OrderNumber',
      status: 'Status',
      currency: 'CurrencyIsoCode',
      total: 'TotalAmount',
      note: 'Description',
      placedAt: 'EffectiveDate',
    }),
  ),
];
