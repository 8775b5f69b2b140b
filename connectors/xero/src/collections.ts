import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
const customer: FieldMapping = {
  kind: 'link',
  target: 'customerId',
  source: 'Contact.ContactID',
  type: 'CUSTOMER',
  missing: 'fetch',
};
/** `/Date(1439434356790+0000)/`, as the API writes times in JSON. */
const time = (target: string, source: string): FieldMapping =>
  formula(target, `${source} ? $fromMillis($number($match(${source}, /-?\\d+/)[0].match))`);

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

/** The street address, else the first of them that says something. */
const address = (target: string, field: string): FieldMapping =>
  formula(target, `[Addresses[AddressType = "STREET"].${field}, Addresses.${field}][$][0]`);

const invoice: CollectionDefinition = {
  ...inbound('Xero Invoice or bill → Transaction', 'TRANSACTION', [
    ...copiedFields({
      number: 'InvoiceNumber',
      status: 'Status',
      currency: 'CurrencyCode',
      subtotal: 'SubTotal',
      taxTotal: 'TotalTax',
      total: 'Total',
      note: 'Reference',
      placedAt: 'DateString',
    }),
    formula('kind', 'Type = "ACCPAY" ? "bill" : "invoice"'),
    customer,
  ]),
  children: [
    {
      target: 'lines',
      source: 'LineItems',
      key: 'id',
      mappings: copiedFields({
        id: 'LineItemID',
        sku: 'ItemCode',
        name: 'Description',
        quantity: 'Quantity',
        unitPrice: 'UnitAmount',
        tax: 'TaxAmount',
        total: 'LineAmount',
      }),
    },
  ],
};

/** A draft: who approves it, changes it in Xero from then on. */
const draft: CollectionDefinition = {
  name: 'Transaction → Xero Invoice',
  type: 'TRANSACTION',
  direction: 'FROM',
  syncType: 'ADD',
  match: ['InvoiceNumber'],
  mappings: [
    { kind: 'static', target: 'Type', value: 'ACCREC' },
    { kind: 'static', target: 'Status', value: 'DRAFT' },
    { kind: 'link', target: 'Contact.ContactID', source: 'customerId', type: 'CUSTOMER' },
    ...copiedFields({ InvoiceNumber: 'number', CurrencyCode: 'currency', Reference: 'note' }),
    formula('Date', 'placedAt ? $isoDate(placedAt)'),
    formula(
      'LineItems',
      '[lines.{ "Description": name, "Quantity": quantity, "UnitAmount": unitPrice, "ItemCode": sku }]',
    ),
  ],
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Xero Contact → Customer', 'CUSTOMER', [
    ...copiedFields({
      company: 'Name',
      firstName: 'FirstName',
      lastName: 'LastName',
      email: 'EmailAddress',
      taxId: 'TaxNumber',
    }),
    formula('phone', '[Phones[PhoneType = "DEFAULT"].PhoneNumber, Phones.PhoneNumber][$][0]'),
    address('street', 'AddressLine1'),
    address('street2', 'AddressLine2'),
    address('city', 'City'),
    address('region', 'Region'),
    address('zip', 'PostalCode'),
    address('country', 'Country'),
  ]),
  {
    name: 'Customer → Xero Contact',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['EmailAddress'],
    collision: 'UPDATE_AND_LINK',
    mappings: [
      formula('Name', 'company ? company : $join([firstName, lastName][$], " ")'),
      ...copiedFields({
        FirstName: 'firstName',
        LastName: 'lastName',
        EmailAddress: 'email',
        TaxNumber: 'taxId',
      }),
      formula('Phones', 'phone ? [{ "PhoneType": "DEFAULT", "PhoneNumber": phone }]'),
      formula(
        'Addresses',
        'street or city ? [{ "AddressType": "STREET", "AddressLine1": street, "AddressLine2": street2, "City": city, "Region": region, "PostalCode": zip, "Country": country }]',
      ),
    ],
  },
  invoice,
  draft,
  inbound('Xero Credit note → Credit note', 'x:CREDIT_NOTE', [
    ...copiedFields({
      number: 'CreditNoteNumber',
      status: 'Status',
      currency: 'CurrencyCode',
      total: 'Total',
      remaining: 'RemainingCredit',
      issuedAt: 'DateString',
    }),
    customer,
  ]),
  inbound('Xero Payment → Payment', 'TRANSACTION_PAYMENT', [
    ...copiedFields({ amount: 'Amount', status: 'Status', reference: 'Reference' }),
    formula('currency', '[Invoice.CurrencyCode, CreditNote.CurrencyCode][0]'),
    {
      kind: 'link',
      target: 'transactionId',
      source: 'Invoice.InvoiceID',
      type: 'TRANSACTION',
      missing: 'fetch',
    },
    time('paidAt', 'Date'),
  ]),
  inbound(
    'Xero Item → Product',
    'PRODUCT',
    copiedFields({
      sku: 'Code',
      name: 'Name',
      description: 'Description',
      price: 'SalesDetails.UnitPrice',
      cost: 'PurchaseDetails.UnitPrice',
      stock: 'QuantityOnHand',
    }),
  ),
  {
    name: 'Product → Xero Item',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['Code'],
    collision: 'UPDATE_AND_LINK',
    mappings: copiedFields({
      Code: 'sku',
      Name: 'name',
      Description: 'description',
      'SalesDetails.UnitPrice': 'price',
      'PurchaseDetails.UnitPrice': 'cost',
    }),
  },
];
