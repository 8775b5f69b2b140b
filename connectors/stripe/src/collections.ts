import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
const time = (target: string, source: string): FieldMapping =>
  formula(target, `${source} ? $fromMillis(${source} * 1000)`);
const amount = (target: string, source: string): FieldMapping =>
  formula(target, `$exists(${source}) ? $stripeAmount(${source}, currency)`);
const currency = formula('currency', 'currency ? $uppercase(currency)');
const customer: FieldMapping = {
  kind: 'link',
  target: 'customerId',
  source: 'customer',
  type: 'CUSTOMER',
  missing: 'fetch',
};

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

const invoice: CollectionDefinition = {
  ...inbound('Stripe Invoice → Transaction', 'TRANSACTION', [
    { kind: 'static', target: 'kind', value: 'invoice' },
    ...copiedFields({
      number: 'number',
      status: 'status',
      email: 'customer_email',
      city: 'customer_address.city',
      note: 'description',
    }),
    currency,
    amount('subtotal', 'subtotal'),
    amount('taxTotal', 'tax'),
    amount('total', 'total'),
    customer,
    time('placedAt', 'created'),
  ]),
  children: [
    {
      target: 'lines',
      source: 'lines.data',
      key: 'id',
      mappings: [
        ...copiedFields({ id: 'id', name: 'description', quantity: 'quantity' }),
        amount('total', 'amount'),
        amount('unitPrice', 'price.unit_amount'),
      ],
    },
  ],
};

const subscription: CollectionDefinition = {
  ...inbound('Stripe Subscription → Subscription', 'x:SUBSCRIPTION', [
    ...copiedFields({ status: 'status', cancelAtPeriodEnd: 'cancel_at_period_end' }),
    currency,
    customer,
    time('startedAt', 'start_date'),
    time('periodStart', 'current_period_start'),
    time('periodEnd', 'current_period_end'),
    time('trialEnd', 'trial_end'),
    time('endedAt', 'ended_at'),
  ]),
  children: [
    {
      target: 'items',
      source: 'items.data',
      key: 'id',
      mappings: copiedFields({
        id: 'id',
        priceId: 'price.id',
        productId: 'price.product',
        quantity: 'quantity',
      }),
    },
  ],
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Stripe Customer → Customer', 'CUSTOMER', [
    ...copiedFields({
      email: 'email',
      phone: 'phone',
      street: 'address.line1',
      street2: 'address.line2',
      city: 'address.city',
      region: 'address.state',
      zip: 'address.postal_code',
      country: 'address.country',
      language: 'preferred_locales.0',
      note: 'description',
    }),
    // The system has one name: its last word is taken for the last name.
    formula('firstName', 'name ? ($contains(name, " ") ? $replace(name, /\\s+\\S+$/, ""))'),
    formula('lastName', 'name ? $match(name, /\\S+$/).match'),
    formula('taxExempt', 'tax_exempt ? tax_exempt = "exempt"'),
  ]),
  {
    name: 'Customer → Stripe Customer',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['email'],
    mappings: [
      formula('name', '$join([firstName, lastName][$ != null], " ")'),
      ...copiedFields({
        email: 'email',
        phone: 'phone',
        'address.line1': 'street',
        'address.line2': 'street2',
        'address.city': 'city',
        'address.state': 'region',
        'address.postal_code': 'zip',
        'address.country': 'country',
      }),
    ],
  },
  inbound('Stripe Product → Product', 'PRODUCT', [
    ...copiedFields({ name: 'name', description: 'description', sku: 'metadata.sku' }),
    formula('status', 'active ? "active" : "archived"'),
    formula('images', '[images.{ "url": $ }]'),
  ]),
  {
    name: 'Product → Stripe Product',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['name'],
    mappings: [
      ...copiedFields({ name: 'name', description: 'description', 'metadata.sku': 'sku' }),
      formula('active', 'status ? $not(status in ["archived", "inactive", "draft"])'),
    ],
  },
  inbound('Stripe Price → Price', 'x:PRICE', [
    ...copiedFields({
      name: 'nickname',
      active: 'active',
      interval: 'recurring.interval',
      intervalCount: 'recurring.interval_count',
    }),
    currency,
    amount('amount', 'unit_amount'),
    { kind: 'link', target: 'productId', source: 'product', type: 'PRODUCT', missing: 'fetch' },
  ]),
  invoice,
  inbound('Stripe Payment → Payment', 'TRANSACTION_PAYMENT', [
    ...copiedFields({ status: 'status', reference: 'latest_charge.receipt_number' }),
    currency,
    amount('amount', 'amount'),
    amount('refunded', '[latest_charge.amount_refunded, amount_refunded][0]'),
    formula(
      'method',
      '[latest_charge.payment_method_details.type, payment_method_details.type, payment_method_types][0]',
    ),
    { kind: 'link', target: 'transactionId', source: 'invoice', type: 'TRANSACTION', missing: 'fetch' },
    customer,
    time('paidAt', 'latest_charge.created'),
  ]),
  subscription,
  inbound('Stripe Checkout → Checkout', 'x:CHECKOUT', [
    ...copiedFields({
      status: 'status',
      paymentStatus: 'payment_status',
      email: 'customer_details.email',
      reference: 'client_reference_id',
    }),
    currency,
    amount('amount', 'amount_total'),
    customer,
    {
      kind: 'link',
      target: 'paymentId',
      source: 'payment_intent',
      type: 'TRANSACTION_PAYMENT',
      missing: 'fetch',
    },
  ]),
  inbound('Stripe Dispute → Dispute', 'x:DISPUTE', [
    ...copiedFields({ status: 'status', reason: 'reason' }),
    currency,
    amount('amount', 'amount'),
    {
      kind: 'link',
      target: 'paymentId',
      source: 'payment_intent',
      type: 'TRANSACTION_PAYMENT',
      missing: 'fetch',
    },
    time('dueBy', 'evidence_details.due_by'),
  ]),
  inbound('Stripe Payout → Payout', 'x:PAYOUT', [
    ...copiedFields({ status: 'status' }),
    currency,
    amount('amount', 'amount'),
    time('arrivesAt', 'arrival_date'),
  ]),
  inbound('Stripe Payment Method → Payment method', 'PAYMENT_METHOD', [
    ...copiedFields({
      kind: 'type',
      brand: 'card.brand',
      last4: 'card.last4',
      expiryMonth: 'card.exp_month',
      expiryYear: 'card.exp_year',
    }),
    customer,
  ]),
  inbound('Stripe Setup Intent → Setup intent', 'x:STRIPE_SETUP_INTENT', [
    ...copiedFields({ status: 'status', usage: 'usage', paymentMethodId: 'payment_method' }),
    customer,
  ]),
];
