import { any, hmac } from '@hookyard/sdk';

/**
 * What DataGroomr's public material does not say, each under its number in the list of assumptions (DG-A…). Whoever has
 * an account and sees it otherwise changes it here, and the fake with it. DG-A6, the test from "Test Endpoint" is an
 * ordinary signed event, needs nothing.
 */

/** DG-A1: the raw bytes are signed; the vendor's samples write the signature as base64, and as hex in lower case. */
export const signature = any([
  hmac({ header: 'x-datagroomr-signature', encoding: 'base64' }),
  hmac({ header: 'x-datagroomr-signature', encoding: 'hex' }),
]);

/** DG-A2: a repeat has the same correlation id; one that has none is told by its body. */
export const deliveryId =
  'Headers.`x-datagroomr-correlationid` ? Headers.`x-datagroomr-correlationid` : $string(BodyJSON)';

/** DG-A4: a handler's call may lack its type; it asks, so it has no response yet. */
const eventType = '$exists(type) ? type : $exists(response) ? "PostMerge" : "Merge"';
export const isHandlerCall =
  'BodyJSON.type = "Merge" or ($exists(BodyJSON.request) and $not($exists(BodyJSON.type) or $exists(BodyJSON.response)))';

/**
 * DG-A3, DG-A4: events are batches, a request and a response at each place. The type of a record lies beside its id in
 * an event, and under `attributes` in a handler's call.
 */
export const events = `
  (
    $event := ${eventType};
    $context := context;
    /* Looked up by name: $response[$place] would walk the list once for each of its items. */
    $responses := $merge($map(response, function($value, $at) {{ $string($at): $value }}));
    $correlation := $Headers.\`x-datagroomr-correlationid\`;
    request#$place.(
      $response := $lookup($responses, $string($place));
      $master := masterRecord.Id;
      $merged := [recordToMergeIds];
      {
        "event": $event,
        "id": $correlation ? $correlation & "/" & $place : $join([$master, $merged, leadId], "+"),
        "asked": $event = "Merge",
        "object": masterRecord.type ? masterRecord.type : masterRecord.attributes.type,
        "master": $master,
        "merged": $merged,
        "lead": leadId,
        "status": convertedStatus,
        "account": $response.accountId,
        "contact": $response.contactId,
        "opportunity": $response.opportunityId,
        "success": $response.success,
        "errors": [$response.errors],
        "triggeredBy": $context.triggeredBy,
        "job": $context.triggeredByJob
      }
    )
  )
`;

/** DG-A5: how long DataGroomr waits for the answer of a handler. */
export const HANDLER_DEADLINE_MS = 10_000;

/** DG-A5: one result for each request, in order, in the form that Apex handlers have. */
export const results = `
  [BodyJSON.request#$place.(
    $made := $Requests[element = $place][0];
    $ruling := $Verdicts[element = $place][0];
    $done := $made.state = "done" or $made.code = "no-change";
    $why := $made.reason ? $made.reason : $made.code ? $made.code : $ruling ? $ruling.verdict : "it was not decided";
    {
      "id": masterRecord.Id,
      "success": $done,
      "mergedRecordIds": $done ? [recordToMergeIds] : [],
      "updatedRelatedIds": [],
      "errors": $done ? [] : [{ "statusCode": "MERGE_REFUSED", "message": $why, "fields": [] }]
    }
  )]
`;

/** DG-A7: where the Ingestion API is; its document is not public. */
export const INGESTION_ADDRESS = 'https://app.datagroomr.com/api/ingestion/v1';

/** DG-A7. */
export const paths = {
  datasets: '/datasets',
  dataset: (id: string): string => `/datasets/${encodeURIComponent(id)}`,
  records: (id: string): string => `/datasets/${encodeURIComponent(id)}/records`,
  act: (id: string, act: 'analyze' | 'import' | 'update'): string =>
    `/datasets/${encodeURIComponent(id)}/${act}`,
} as const;

/** DG-A8: states in which a dataset takes its next step, and those in which it has none. */
export const states = { analyzed: 'READY', over: 'DONE', failed: 'FAILED' } as const;

/** What a dataset was told last. */
export type Step = 'sent' | 'analyzing' | 'importing' | 'updating';

/** DG-A8: what a dataset in a state must have been told; DONE follows an import or an update. */
export const stepAt: Readonly<Record<string, Step>> = {
  ANALYZING: 'analyzing',
  READY: 'analyzing',
  IMPORTING: 'importing',
  UPDATING: 'updating',
  DONE: 'importing',
};
