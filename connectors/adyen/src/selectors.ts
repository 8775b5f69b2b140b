/** Each item of a batch is one event. */
const ITEM = 'NotificationRequestItem';

/** What did not succeed is an event of its own: its record is not what it was to become. */
export const eventName = `${ITEM}.eventCode & ($string(${ITEM}.success) = "false" ? ".failed" : "")`;

/** The payment for what changes a payment; else the thing itself: a refund, a dispute, a payout, a report. */
export const recordId = `
  ${ITEM}.(
    originalReference != "" and eventCode in [
      "AUTHORISATION_ADJUSTMENT", "CANCELLATION", "CANCEL_OR_REFUND", "CAPTURE", "CAPTURE_FAILED", "EXPIRE",
      "MANUAL_REVIEW_ACCEPT", "MANUAL_REVIEW_REJECT", "TECHNICAL_CANCEL"
    ] ? originalReference : pspReference
  )
`;

/** What a repeat has in common with the first: https://docs.adyen.com/development-resources/webhooks/handle-webhook-events/ */
export const eventId = `${ITEM}.$join([eventCode, pspReference, $string(success), eventDate], "|")`;

/** The item without its signature. */
export const record = `
  $merge([${ITEM}, {
    "additionalData": $sift(${ITEM}.additionalData, function($value, $name) { $name != "hmacSignature" })
  }])
`;

export const happenedAt = `$toMillis(${ITEM}.eventDate)`;

/** What a batch is of lies around its items, as text. */
export const mode = '$string($Envelope.live) = "true" ? "live" : "sandbox"';
