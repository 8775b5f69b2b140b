import type { JsonObject } from '@hookyard/sdk';

import { EVENTS, type EventDeclaration } from './catalogue.js';
import type { StoredEvent } from './event-row.js';

/** What an event tells of: those of one subject reach whoever wants the order of records in theirs. Null: of nothing. */
export function subjectOf({
  type,
  record,
  data,
}: Pick<StoredEvent, 'data' | 'record' | 'type'>): string | null {
  if (record !== null) return String(record);
  const { subject }: EventDeclaration = EVENTS[type];
  if (!subject) return null;
  const told = JSON.parse(data) as JsonObject;
  return [type.split('.')[0], ...subject.map((field) => JSON.stringify(told[field]))].join(' ');
}
