import { anyEvents, defineConnector, signatures, textOf, valueAt } from '@hookyard/sdk';

const events = anyEvents({
  sender: 'CloudEvents',
  nameAt: 'type',
  idAt: 'subject',
  // An id is one of its source's: https://github.com/cloudevents/spec/blob/main/cloudevents/spec.md#id
  eventId: ({ element }) => {
    const id = textOf(valueAt(element, 'id'));
    return id === undefined ? undefined : `${textOf(valueAt(element, 'source')) ?? ''}|${id}`;
  },
});

/** Any sender of CloudEvents, alone or in batches, in the body or in headers: what its events are about is a setting. */
export const connector = defineConnector({
  name: 'cloudevents',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'Any sender of CloudEvents over HTTP: structured, binary or in batches',
  presets: events.presets,
  secrets: { webhook: 'Access token the sender was given' },
  recordTypes: events.recordTypes,
  scopes: events.scopes,
  webhook: {
    ...signatures.cloudevents,
    // A batch is a list; one event, also one whose attributes came in headers, is itself.
    multiple: '$',
    resolve: events.resolve,
  },
  collections: events.collections,
});
