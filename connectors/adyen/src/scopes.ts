import type { RecordType, ScopeAction, ScopeDefinition } from '@hookyard/sdk';

import type { recordTypes } from './record-types.js';
import { happenedAt, record } from './selectors.js';

type Type = keyof typeof recordTypes | 'TRANSACTION_PAYMENT';
type Scopes = Readonly<Record<string, ScopeDefinition<Type>>>;

/** Codes with what they say, each also where it did not succeed if `orFailed`. */
function scopesOf(
  [hub, type, action]: readonly [hub: string, type: Type & RecordType, action: ScopeAction],
  codes: Readonly<Record<string, string>>,
  orFailed = false,
): Scopes {
  const scope = (what: string) =>
    ({
      type,
      action,
      description: `Adyen ${what} → ${hub}`,
      source: 'payload',
      record,
      version: happenedAt,
    }) as const;
  return Object.fromEntries(
    Object.entries(codes).flatMap(([code, what]) => [
      [code, scope(what)],
      ...(orFailed ? [[`${code}.failed`, scope(`${what}: without success`)] as const] : []),
    ]),
  );
}

const PAYMENT = ['Payment', 'TRANSACTION_PAYMENT'] as const;
const REFUND = ['Refund', 'x:ADYEN_REFUND'] as const;
const DISPUTE = ['Dispute', 'x:DISPUTE'] as const;
const PAYOUT = ['Payout', 'x:PAYOUT'] as const;

/** Named as Adyen names its events: https://docs.adyen.com/development-resources/webhooks/webhook-types/#event-codes. */
export const scopes: Scopes = {
  ...scopesOf([...PAYMENT, 'CREATED'], { AUTHORISATION: 'Payment authorised' }, true),
  ...scopesOf([...PAYMENT, 'CREATED'], { OFFER_CLOSED: 'Payment never paid' }, true),
  ...scopesOf(
    [...PAYMENT, 'UPDATED'],
    {
      AUTHORISATION_ADJUSTMENT: 'Payment: amount adjusted',
      CANCELLATION: 'Payment cancelled',
      CANCEL_OR_REFUND: 'Payment cancelled or refunded',
      CAPTURE: 'Payment captured',
      TECHNICAL_CANCEL: 'Payment cancelled by its reference',
    },
    true,
  ),
  ...scopesOf([...PAYMENT, 'UPDATED'], {
    CAPTURE_FAILED: 'Payment: capture came back',
    EXPIRE: 'Payment: authorisation expired',
    MANUAL_REVIEW_ACCEPT: 'Payment accepted by review',
    MANUAL_REVIEW_REJECT: 'Payment rejected by review',
  }),
  ...scopesOf([...REFUND, 'CREATED'], { REFUND: 'Refund', REFUND_WITH_DATA: 'Refund to a card' }, true),
  ...scopesOf([...REFUND, 'UPDATED'], {
    REFUND_FAILED: 'Refund came back',
    REFUNDED_REVERSED: 'Refund given back',
  }),
  ...scopesOf([...DISPUTE, 'CREATED'], {
    REQUEST_FOR_INFORMATION: 'Payment is asked about',
    NOTIFICATION_OF_CHARGEBACK: 'Chargeback to come',
    NOTIFICATION_OF_FRAUD: 'Payment reported as fraud',
  }),
  ...scopesOf(
    [...DISPUTE, 'UPDATED'],
    {
      CHARGEBACK: 'Chargeback',
      CHARGEBACK_REVERSED: 'Chargeback defended',
      SECOND_CHARGEBACK: 'second Chargeback',
      INFORMATION_SUPPLIED: 'Defence sent',
      DISPUTE_DEFENSE_PERIOD_ENDED: 'Time for a defence is over',
      PREARBITRATION_WON: 'Arbitration won',
      PREARBITRATION_LOST: 'Arbitration lost',
    },
    true,
  ),
  ...scopesOf([...PAYOUT, 'CREATED'], { PAYOUT_THIRDPARTY: 'Payout' }, true),
  ...scopesOf([...PAYOUT, 'UPDATED'], {
    PAYOUT_DECLINE: 'Payout declined',
    PAYOUT_EXPIRE: 'Payout expired',
    PAIDOUT_REVERSED: 'Payout came back',
  }),
  ...scopesOf(['Report', 'x:ADYEN_REPORT', 'CREATED'], { REPORT_AVAILABLE: 'Report ready' }),
};
