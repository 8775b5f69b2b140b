import jsonata from 'jsonata';

import { conversation, eventId, eventName, received, recordId } from '../src/selectors.js';

const over = (expression: string, form: object): Promise<unknown> => jsonata(expression).evaluate(form);

it.each([
  [{ MessageSid: 'SM1', SmsStatus: 'received' }, 'message.received', 'SM1', 'SM1 received'],
  [{ MessageSid: 'SM1', MessageStatus: 'read', SmsStatus: 'delivered' }, 'message.read', 'SM1', 'SM1 read'],
  [{ CallSid: 'CA1', Digits: '1' }, 'call.request', 'CA1', undefined],
  [{ CallSid: 'CA1', CallStatus: 'in-progress', Digits: '1' }, 'call.in-progress', 'CA1', undefined],
  [{ CallSid: 'CA1', CallStatus: 'busy', SequenceNumber: '2' }, 'call.busy', 'CA1', 'CA1 busy 2'],
  [{ CallSid: 'CA1', CallStatus: 'completed', RecordingSid: 'RE1' }, 'recording.completed', 'RE1', 'RE1 '],
  [
    { EventType: 'onMessageAdded', MessageSid: 'IM1', ConversationSid: 'CH1' },
    'onMessageAdded',
    'IM1',
    undefined,
  ],
  [{ EventType: 'onConversationAdded', ConversationSid: 'CH1' }, 'onConversationAdded', 'CH1', undefined],
])('%j is %s of %s', async (form, name, id, event) => {
  expect([await over(eventName, form), await over(recordId, form), await over(eventId, form)]).toEqual([
    name,
    id,
    event,
  ]);
});

it('shows an incoming message as the API does, with what was attached', async () => {
  const form = {
    MessageSid: 'SM1',
    SmsStatus: 'received',
    Body: 'Hei',
    MediaUrl0: 'https://m/0',
    MediaUrl1: 'https://m/1',
  };

  expect(await over(received, form)).toMatchObject({
    sid: 'SM1',
    status: 'received',
    body: 'Hei',
    media: ['https://m/0', 'https://m/1'],
  });
  expect(await over(received, { MessageSid: 'SM1' })).toMatchObject({ media: [] });
});

it('shows the state a conversation came to', async () => {
  expect(await over(conversation, { ConversationSid: 'CH1', StateTo: 'closed' })).toEqual({
    sid: 'CH1',
    state: 'closed',
  });
});
