import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
const AMOUNT: readonly FieldMapping[] = [
  formula('amount', '$amountOf(amount)'),
  ...copiedFields({ currency: 'amount.currency' }),
];
/** What an event makes of its record; one that is not named here says it by its own name. */
const status = (words: Readonly<Record<string, string>>): FieldMapping =>
  formula(
    'status',
    `($known := $lookup(${JSON.stringify(words)}, eventCode & ($string(success) = "false" ? ".failed" : ""));
      $known ? $known : $lowercase(eventCode))`,
  );

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Adyen Payment → Payment', 'TRANSACTION_PAYMENT', [
    // The amount of a capture is what was captured, of a cancellation nothing.
    formula(
      'amount',
      'eventCode in ["AUTHORISATION", "AUTHORISATION_ADJUSTMENT", "OFFER_CLOSED"] ? $amountOf(amount)',
    ),
    formula('captured', 'eventCode = "CAPTURE" and $string(success) = "true" ? $amountOf(amount)'),
    formula('paidAt', 'eventCode = "AUTHORISATION" ? eventDate'),
    formula('reason', '$string(success) = "false" or eventCode = "CAPTURE_FAILED" ? reason'),
    ...copiedFields({ currency: 'amount.currency', method: 'paymentMethod', reference: 'merchantReference' }),
    status({
      AUTHORISATION: 'authorised',
      'AUTHORISATION.failed': 'refused',
      AUTHORISATION_ADJUSTMENT: 'authorised',
      CAPTURE: 'captured',
      'CAPTURE.failed': 'authorised',
      CAPTURE_FAILED: 'authorised',
      CANCELLATION: 'cancelled',
      'CANCELLATION.failed': 'authorised',
      TECHNICAL_CANCEL: 'cancelled',
      'TECHNICAL_CANCEL.failed': 'authorised',
      EXPIRE: 'expired',
      OFFER_CLOSED: 'expired',
      MANUAL_REVIEW_ACCEPT: 'authorised',
      MANUAL_REVIEW_REJECT: 'rejected',
    }),
  ]),
  inbound('Adyen Refund → Refund', 'x:ADYEN_REFUND', [
    ...AMOUNT,
    ...copiedFields({ paymentId: 'originalReference', reference: 'merchantReference' }),
    formula('reason', '$string(success) = "false" or eventCode = "REFUND_FAILED" ? reason'),
    formula('createdAt', 'eventCode = "REFUND" ? eventDate'),
    status({
      REFUND: 'refunded',
      'REFUND.failed': 'failed',
      REFUND_WITH_DATA: 'refunded',
      'REFUND_WITH_DATA.failed': 'failed',
      REFUND_FAILED: 'failed',
      REFUNDED_REVERSED: 'reversed',
    }),
  ]),
  {
    name: 'Refund → Adyen Refund',
    type: 'x:ADYEN_REFUND',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: [
      formula('amount', '$moneyOf(amount, currency)'),
      ...copiedFields({ paymentPspReference: 'paymentId', reference: 'reference' }),
    ],
  },
  inbound('Adyen Dispute → Dispute', 'x:DISPUTE', [
    ...AMOUNT,
    ...copiedFields({
      paymentId: 'originalReference',
      reason: 'reason',
      dueBy: 'additionalData.defensePeriodEndsAt',
    }),
    status({}),
  ]),
  inbound('Adyen Payout → Payout', 'x:PAYOUT', [
    ...AMOUNT,
    status({ PAYOUT_THIRDPARTY: 'paid', 'PAYOUT_THIRDPARTY.failed': 'failed', PAIDOUT_REVERSED: 'reversed' }),
  ]),
  inbound(
    'Adyen Report → Report',
    'x:ADYEN_REPORT',
    copiedFields({ name: 'pspReference', url: 'reason', at: 'eventDate' }),
  ),
  inbound('Adyen Payment link → Payment link', 'x:ADYEN_PAYMENT_LINK', [
    ...AMOUNT,
    ...copiedFields({
      status: 'status',
      reference: 'reference',
      url: 'url',
      description: 'description',
      expiresAt: 'expiresAt',
    }),
  ]),
  {
    name: 'Payment link → Adyen Payment link',
    type: 'x:ADYEN_PAYMENT_LINK',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      formula('amount', '$moneyOf(amount, currency)'),
      ...copiedFields({
        reference: 'reference',
        description: 'description',
        expiresAt: 'expiresAt',
        status: 'status',
      }),
    ],
  },
];
