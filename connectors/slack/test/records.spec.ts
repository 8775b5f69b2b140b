import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { MESSAGE: messages, EMPLOYEE: members, 'x:CHANNEL': channels } = connector.records ?? {};
const slack = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = {},
) => fakeContext(connector, { settings, secrets: { token: 'xoxb-x' }, respond });
const API = 'https://slack.com/api';
const ID = 'C0SHOP00001:1770113472.000200';

it('reads a message by its channel and time, in a thread too', async () => {
  const ctx = slack(() => ({ json: { ok: true, messages: [{ ts: '1770113472.000200', text: 'Bell' }] } }));

  expect(await messages?.get?.(ID, ctx)).toEqual({
    ts: '1770113472.000200',
    text: 'Bell',
    channel: 'C0SHOP00001',
  });
  expect(ctx.calls[0]).toMatchObject({
    url: `${API}/conversations.replies?channel=C0SHOP00001&ts=1770113472.000200&limit=1&inclusive=true`,
    headers: { authorization: 'Bearer xoxb-x' },
  });
});

it('takes another message than was asked for, and a refusal that names nothing, for none', async () => {
  const answered = (json: object) =>
    messages?.get?.(
      ID,
      slack(() => ({ json })),
    );

  expect(await answered({ ok: true, messages: [{ ts: '1.0' }] })).toBeNull();
  expect(await answered({ ok: false, error: 'thread_not_found' })).toBeNull();
});

it.each([
  ['invalid_auth', 'AuthExpired'],
  ['missing_scope', 'BadConfig'],
  ['ratelimited', 'RateLimited'],
  ['internal_error', 'RetryLater'],
  ['msg_too_long', 'Invalid'],
  ['name_taken', 'Conflict'],
])('makes of the word %s the failure %s', async (error, failure) => {
  const ctx = slack(() => ({ json: { ok: false, error } }), { channel: 'C0SHOP00001' });

  await expect(messages?.create?.({ text: 'Bell' }, ctx)).rejects.toMatchObject({ failure });
});

it('posts into the channel a message names, else that of the settings, else nowhere', async () => {
  const respond = () => ({ json: { ok: true, channel: 'C0SHOP00001', ts: '1770113472.000200' } });
  const ctx = slack(respond, { channel: 'C0DEFAULT01' });

  expect(await messages?.create?.({ text: 'Bell' }, ctx)).toEqual({ id: ID });
  await messages?.create?.({ text: 'Bell', channel: 'C0SHOP00001' }, ctx);

  expect(ctx.calls.map(({ body }) => body)).toEqual([
    { text: 'Bell', channel: 'C0DEFAULT01' },
    { text: 'Bell', channel: 'C0SHOP00001' },
  ]);
  await expect(messages?.create?.({ text: 'Bell' }, slack(respond))).rejects.toMatchObject({
    failure: 'BadConfig',
  });
});

it('edits and deletes a message where it is', async () => {
  const ctx = slack(() => ({ json: { ok: true } }));

  await messages?.update?.(
    ID,
    { text: 'Bells', channel: 'C9' },
    { changed: ['text'], before: undefined },
    ctx,
  );
  await messages?.delete?.(ID, ctx);

  const place = { channel: 'C0SHOP00001', ts: '1770113472.000200' };
  expect(ctx.calls.map(({ url, body }) => [url, body])).toEqual([
    [`${API}/chat.update`, { text: 'Bells', ...place }],
    [`${API}/chat.delete`, place],
  ]);
  await expect(messages?.delete?.('somewhere', ctx)).rejects.toMatchObject({ failure: 'Invalid' });
});

it('lists members page by page, and finds one by e-mail alone', async () => {
  const ctx = slack(({ url }) => ({
    json: url.includes('lookupByEmail')
      ? { ok: true, user: { id: 'U1' } }
      : {
          ok: true,
          members: [{ id: 'U1' }],
          response_metadata: { next_cursor: url.includes('cursor=') ? '' : 'n2' },
        },
  }));

  expect(await members?.list?.({ limit: 500 }, ctx)).toEqual({
    items: [{ id: 'U1' }],
    cursor: 'n2',
    done: false,
  });
  expect(await members?.list?.({ limit: 500, cursor: 'n2' }, ctx)).toMatchObject({ done: true });
  expect(await members?.lookup?.({ email: 'a@b.c' }, ctx)).toEqual(['U1']);
  expect(await members?.lookup?.({ name: 'Ada' }, ctx)).toEqual([]);
});

it('changes of a channel what changed', async () => {
  const ctx = slack(() => ({ json: { ok: true } }));
  const record = { name: 'bells', topic: { value: 'Loud' }, purpose: { value: 'Ring' } };

  await channels?.update?.('C1', record, { changed: ['topic'], before: undefined }, ctx);

  expect(ctx.calls.map(({ url, body }) => [url, body])).toEqual([
    [`${API}/conversations.setTopic`, { channel: 'C1', topic: 'Loud' }],
  ]);
});

it('knows its workspace by the token', async () => {
  const ctx = slack(() => ({ json: { ok: true, team: 'Cycles', team_id: 'T0CYCLES01' } }));

  expect(await connector.check?.(ctx)).toEqual({ ok: true, message: 'Cycles', account: 'T0CYCLES01' });
});
