import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const AMOUNT = { amount: 'amount.value', currency: 'amount.currency_code' };
const STATED = { status: 'status', createdAt: 'create_time' };

/** Sales and payments of version 1 write amounts and states otherwise. */
const EITHER_AMOUNT: readonly FieldMapping[] = [
  {
    kind: 'formula',
    target: 'amount',
    expression: '[amount.value, amount.total, transactions[0].amount.total][0]',
  },
  {
    kind: 'formula',
    target: 'currency',
    expression: '[amount.currency_code, amount.currency, transactions[0].amount.currency][0]',
  },
  { kind: 'formula', target: 'status', expression: '[status, state][0]' },
];

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    ...inbound('PayPal Order → Transaction', 'TRANSACTION', [
      { kind: 'static', target: 'kind', value: 'order' },
      {
        kind: 'formula',
        target: 'number',
        expression: '[purchase_units[0].invoice_id, purchase_units[0].reference_id[$ != "default"], id][0]',
      },
      ...copiedFields({
        status: 'status',
        currency: 'purchase_units.0.amount.currency_code',
        total: 'purchase_units.0.amount.value',
        subtotal: 'purchase_units.0.amount.breakdown.item_total.value',
        shippingTotal: 'purchase_units.0.amount.breakdown.shipping.value',
        taxTotal: 'purchase_units.0.amount.breakdown.tax_total.value',
        discountTotal: 'purchase_units.0.amount.breakdown.discount.value',
        email: 'payer.email_address',
        city: 'purchase_units.0.shipping.address.admin_area_2',
        note: 'purchase_units.0.description',
        placedAt: 'create_time',
      }),
    ]),
    children: [
      {
        target: 'lines',
        source: 'purchase_units[0].items',
        mappings: copiedFields({
          sku: 'sku',
          name: 'name',
          quantity: 'quantity',
          unitPrice: 'unit_amount.value',
          tax: 'tax.value',
        }),
      },
      {
        target: 'payments',
        source: 'purchase_units[0].payments.captures',
        key: 'id',
        mappings: copiedFields({ id: 'id', ...AMOUNT, status: 'status', paidAt: 'create_time' }),
      },
    ],
  },
  inbound('PayPal Capture or Sale → Payment', 'TRANSACTION_PAYMENT', [
    ...EITHER_AMOUNT,
    ...copiedFields({ reference: 'invoice_id', paidAt: 'create_time' }),
    { kind: 'static', target: 'method', value: 'paypal' },
    {
      kind: 'link',
      target: 'transactionId',
      source: 'supplementary_data.related_ids.order_id',
      type: 'TRANSACTION',
      missing: 'null',
    },
  ]),
  inbound('PayPal Refund → Refund', 'x:PAYPAL_REFUND', [
    ...EITHER_AMOUNT,
    ...copiedFields({ invoiceNumber: 'invoice_id', note: 'note_to_payer', createdAt: 'create_time' }),
    {
      kind: 'formula',
      target: 'paymentId',
      expression: '[sale_id, capture_id, $split(links[rel="up"].href, "/")[-1]][0]',
    },
  ]),
  inbound('PayPal Authorization → Authorization', 'x:PAYPAL_AUTHORIZATION', [
    ...copiedFields({
      ...AMOUNT,
      ...STATED,
      orderId: 'supplementary_data.related_ids.order_id',
      expiresAt: 'expiration_time',
    }),
  ]),
  inbound(
    'PayPal Payout → Payout',
    'x:PAYPAL_PAYOUT',
    copiedFields({
      amount: 'payout_item.amount.value',
      currency: 'payout_item.amount.currency',
      status: 'transaction_status',
      batchId: 'payout_batch_id',
      receiver: 'payout_item.receiver',
      reference: 'payout_item.sender_item_id',
      processedAt: 'time_processed',
    }),
  ),
  inbound(
    'PayPal Subscription → Subscription',
    'x:PAYPAL_SUBSCRIPTION',
    copiedFields({
      status: 'status',
      planId: 'plan_id',
      quantity: 'quantity',
      email: 'subscriber.email_address',
      reference: 'custom_id',
      startedAt: 'start_time',
      nextBillingAt: 'billing_info.next_billing_time',
      lastAmount: 'billing_info.last_payment.amount.value',
      currency: 'billing_info.last_payment.amount.currency_code',
      failedPayments: 'billing_info.failed_payments_count',
    }),
  ),
  inbound(
    'PayPal Dispute → Dispute',
    'x:PAYPAL_DISPUTE',
    copiedFields({
      amount: 'dispute_amount.value',
      currency: 'dispute_amount.currency_code',
      ...STATED,
      reason: 'reason',
      stage: 'dispute_life_cycle_stage',
      outcome: 'dispute_outcome.outcome_code',
      paymentId: 'disputed_transactions.0.seller_transaction_id',
      respondBy: 'seller_response_due_date',
    }),
  ),
  inbound(
    'PayPal Invoice → Invoice',
    'x:PAYPAL_INVOICE',
    copiedFields({
      ...AMOUNT,
      status: 'status',
      number: 'detail.invoice_number',
      email: 'primary_recipients.0.billing_info.email_address',
      issuedAt: 'detail.invoice_date',
      dueAt: 'detail.payment_term.due_date',
      note: 'detail.note',
    }),
  ),
  inbound('PayPal Product → Product', 'PRODUCT', copiedFields({ name: 'name', description: 'description' })),
  {
    name: 'Product → new PayPal Product',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: [
      ...copiedFields({ name: 'name', description: 'description' }),
      { kind: 'static', target: 'type', value: 'PHYSICAL' },
    ],
  },
  {
    // A product keeps its name and its kind.
    name: 'Product → PayPal Product',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ description: 'description' }),
  },
  inbound('PayPal Payment token → Payment method', 'PAYMENT_METHOD', [
    { kind: 'formula', target: 'name', expression: '$keys(payment_source)[0]' },
    { kind: 'formula', target: 'lastDigits', expression: 'payment_source.card.last_digits' },
    { kind: 'field', target: 'customerId', source: 'customer.id' },
  ]),
];

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}
