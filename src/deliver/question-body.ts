import type { JsonObject } from '@hookyard/sdk';

import type { AskedRecord, HandlerPosition, Question } from '../flow/index.js';
import type { HandlerView } from '../registry/index.js';
import type { PublicIds } from '../store/index.js';

export interface QuestionContext {
  readonly publicIds: Pick<PublicIds, 'publicId'>;
  readonly handler: HandlerView;
  readonly position: HandlerPosition;
  /** `dec_…`: the same however often it is asked. */
  readonly id: string;
  /** 1, 2, 3 … */
  readonly attempt: number;
  readonly askedAt: number;
  /** `trk_…`; null: a person asked for it. */
  readonly trackingId: string | null;
}

/** The version of what a handler gets. */
const VERSION = 1;

/** What a handler is sent. */
export function questionBody(question: Question, context: QuestionContext): JsonObject {
  const { handler, position, id, attempt, askedAt, trackingId } = context;
  const { step, recordType, connection, externalId, incoming, stored, changes, losers } = question;
  return {
    id,
    type: `handler.${step}`,
    version: VERSION,
    time: new Date(askedAt).toISOString(),
    tenant: handler.tenantId,
    mode: handler.mode,
    handler: handler.id,
    position,
    attempt,
    cause: { connection, trackingId },
    data: {
      recordType,
      externalId,
      incoming,
      record: stored && shown(stored, context),
      changes,
      ...(losers ? { losers: losers.map((one) => shown(one, context)) } : {}),
    },
  };
}

function shown({ record, version, data }: AskedRecord, { publicIds }: QuestionContext): JsonObject {
  return { id: publicIds.publicId('rec', record), version, data };
}
