import type { KnownRecordType, RecordField, RecordFields, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const number = (description: string): RecordField => ({ kind: 'number', description });
const yes = (description: string): RecordField => ({ kind: 'boolean', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });
const object = (description: string, fields?: RecordFields): RecordField => ({
  kind: 'object',
  description,
  ...(fields ? { fields } : {}),
});
const list = (description: string, fields: RecordFields): RecordField => ({
  kind: 'list',
  description,
  fields,
});

const CUSTOM: RecordFields = { customFields: object("An operator's own fields, by name") };

const PLACE: RecordFields = {
  street: text('Street and number'),
  street2: text('Second line'),
  city: text('City'),
  region: text('State, province or county'),
  zip: text('Postal code'),
  country: text('Country, ISO 3166-1 alpha-2 where known'),
};

const ADDRESS: RecordFields = {
  type: text('billing, shipping …'),
  firstName: text('First name'),
  lastName: text('Last name'),
  company: text('Company'),
  phone: text('Phone'),
  email: text('E-mail'),
  ...PLACE,
};

const MEASURES: RecordFields = {
  weight: number('Weight'),
  weightUnit: text('Unit of the weight'),
  length: number('Length'),
  width: number('Width'),
  height: number('Height'),
  dimensionUnit: text('Unit of length, width and height'),
};

const SOLD: RecordFields = {
  sku: text('Stock keeping unit'),
  barcode: text('EAN, UPC, ISBN …'),
  price: number('Price of one'),
  compareAtPrice: number('Price before a reduction'),
  cost: number('What one costs the seller'),
  currency: text('ISO 4217 code of the prices'),
  ...MEASURES,
};

const LINE: RecordFields = {
  id: text('Its id in the record'),
  type: text('product, shipping, fee, gift card …'),
  sku: text('Stock keeping unit'),
  name: text('What was sold'),
  productId: text('Product'),
  variantId: text('Variant of the product'),
  quantity: number('How many'),
  unitPrice: number('Price of one'),
  discount: number('Taken off the line'),
  tax: number('Tax of the line'),
  total: number('Of the line'),
};

/** The types whose fields the host declares. Names are what the connectors of this repository map to. */
export const KNOWN_TYPES: Readonly<Partial<Record<KnownRecordType, RecordTypeDeclaration>>> = {
  PRODUCT: {
    description: 'Something sold',
    fields: {
      name: text('Name'),
      description: text('Description, HTML where the system has it'),
      brand: text('Brand or vendor'),
      category: text('Name of its category'),
      status: text('active, draft, archived …'),
      ...SOLD,
      stock: number('In stock, where the system keeps no locations'),
      taxable: yes('Whether it is taxed'),
      tags: { kind: 'list', description: 'Words it is found by' },
      images: list('Pictures', { url: text('Address'), alt: text('What it shows') }),
      ...CUSTOM,
    },
  },
  PRODUCT_VARIANT: {
    description: 'One form of a product: a size, a colour',
    fields: {
      productId: text('Product'),
      name: text('Name'),
      status: text('active, draft, archived …'),
      ...SOLD,
      options: list('What tells it from its siblings', { name: text('Option'), value: text('Its value') }),
      ...CUSTOM,
    },
  },
  PRODUCT_INVENTORY: {
    description: 'How much of a product is where',
    fields: {
      productId: text('Product'),
      variantId: text('Variant of the product'),
      sku: text('Stock keeping unit'),
      locationId: text('Location'),
      available: number('To be sold'),
      onHand: number('In the shelf'),
      committed: number('Sold and not sent'),
      incoming: number('Ordered and not here'),
      updatedAt: time('When it was counted'),
      ...CUSTOM,
    },
  },
  PRODUCT_CATEGORY: {
    description: 'A group of products',
    fields: {
      name: text('Name'),
      description: text('Description'),
      parentId: text('The category above'),
      position: number('Place among its siblings'),
      active: yes('Whether it is shown'),
      ...CUSTOM,
    },
  },
  CUSTOMER: {
    description: 'A person or company that buys',
    fields: {
      email: text('E-mail'),
      firstName: text('First name'),
      lastName: text('Last name'),
      phone: text('Phone'),
      company: text('Company'),
      ...PLACE,
      language: text('Language'),
      taxId: text('VAT or tax number'),
      taxExempt: yes('Whether it pays no tax'),
      note: text('Note'),
      addresses: list('Addresses', ADDRESS),
      ...CUSTOM,
    },
  },
  CUSTOMER_ADDRESS: {
    description: 'An address of a customer',
    fields: {
      customerId: text('Customer'),
      isDefault: yes('Whether it is used unless another is chosen'),
      ...ADDRESS,
      ...CUSTOM,
    },
  },
  TRANSACTION: {
    description: 'An order, invoice, quote, return or deposit',
    fields: {
      number: text('The number people know it by'),
      kind: text('order, invoice, quote, return …'),
      status: text('paid, open, cancelled …'),
      currency: text('ISO 4217 code of the amounts'),
      subtotal: number('Before tax and shipping'),
      shippingTotal: number('Shipping'),
      discountTotal: number('Taken off'),
      taxTotal: number('Tax'),
      total: number('To be paid'),
      customerId: text('Customer'),
      email: text('E-mail of the customer'),
      city: text('Where it goes'),
      note: text('Note'),
      channel: text('web, pos …'),
      locationId: text('Location'),
      employeeId: text('Employee'),
      placedAt: time('When it was placed'),
      lines: list('Lines', LINE),
      taxes: list('Taxes', { name: text('Tax'), rate: number('Rate'), amount: number('Amount') }),
      payments: list('Payments', {
        id: text('Its id in the record'),
        method: text('card, cash, gift card …'),
        amount: number('Amount'),
        currency: text('ISO 4217 code'),
        status: text('authorised, captured, refunded …'),
        reference: text('Number at the payment provider'),
        paidAt: time('When it was paid'),
      }),
      addresses: list('Addresses', ADDRESS),
      notes: list('Notes', { text: text('Note'), author: text('Who wrote it'), at: time('When') }),
      ...CUSTOM,
    },
  },
  SHIPMENT: {
    description: 'What was sent of a transaction',
    fields: {
      transactionId: text('Transaction'),
      number: text('The number people know it by'),
      status: text('packed, sent, delivered …'),
      carrier: text('Carrier'),
      service: text('Service of the carrier'),
      trackingNumber: text('Tracking number'),
      trackingUrl: text('Where it is followed'),
      shippedAt: time('When it was sent'),
      deliveredAt: time('When it arrived'),
      locationId: text('Where it left'),
      weight: number('Weight'),
      weightUnit: text('Unit of the weight'),
      address: object('Where it goes', ADDRESS),
      lines: list('What is in it', {
        lineId: text('Line of the transaction'),
        sku: text('Stock keeping unit'),
        quantity: number('How many'),
      }),
      ...CUSTOM,
    },
  },
  GIFT_CARD: {
    description: 'A card with a balance',
    fields: {
      number: text('Number of the card'),
      status: text('active, disabled …'),
      currency: text('ISO 4217 code of the amounts'),
      initialBalance: number('Balance at first'),
      balance: number('Balance now'),
      customerId: text('Customer'),
      issuedAt: time('When it was issued'),
      expiresAt: time('When it expires'),
      note: text('Note'),
      ...CUSTOM,
    },
  },
  LOCATION: {
    description: 'A shop, warehouse or other place',
    fields: {
      name: text('Name'),
      code: text('Short name'),
      active: yes('Whether it is in use'),
      phone: text('Phone'),
      email: text('E-mail'),
      timeZone: text('IANA name of its time zone'),
      ...PLACE,
      ...CUSTOM,
    },
  },
  EMPLOYEE: {
    description: 'Somebody who works there',
    fields: {
      number: text('Personnel number'),
      firstName: text('First name'),
      lastName: text('Last name'),
      email: text('E-mail'),
      phone: text('Phone'),
      active: yes('Whether employed now'),
      position: text('Position'),
      locationId: text('Location'),
      hiredAt: time('Since when'),
      ...CUSTOM,
    },
  },
  MESSAGE: {
    description: 'A note from a system; also the control type of generic hooks',
    fields: {
      subject: text('Subject'),
      body: text('Text'),
      from: text('Sender'),
      to: text('Recipient'),
      channel: text('e-mail, sms, chat …'),
      sentAt: time('When it was sent'),
      ...CUSTOM,
    },
  },
};
