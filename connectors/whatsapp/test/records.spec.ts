import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { MESSAGE: messages, 'x:WHATSAPP_TEMPLATE': templates } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const settings = { businessAccountId: '1020', phoneNumberId: '1100' };
const whatsapp = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { settings, secrets: { token: 'EAA-x', verifyToken: 'vt-x' }, respond });
const BASE = 'https://graph.facebook.com/v23.0';
const url = 'https://hooks.example/hooks/hk_1';

it('sends a message from the number of the settings', async () => {
  const ctx = whatsapp(() => ({ json: { messages: [{ id: 'wamid.1', message_status: 'accepted' }] } }));

  expect(
    await messages?.create?.({ to: '4799990001', type: 'text', text: { body: 'Hei' } }, ctx),
  ).toMatchObject({
    id: 'wamid.1',
    record: { status: 'accepted' },
  });
  expect(ctx.calls[0]).toMatchObject({
    url: `${BASE}/1100/messages`,
    headers: { authorization: 'Bearer EAA-x' },
    body: { messaging_product: 'whatsapp', to: '4799990001', text: { body: 'Hei' } },
  });
});

it.each([
  [131030, 'Invalid'],
  [130429, 'RetryLater'],
  [80007, 'RetryLater'],
])('a refusal with the code %i is %s', async (code, failure) => {
  const json = { error: { code, message: 'Refused', error_data: { details: 'why' } } };

  await expect(
    messages?.create?.(
      { to: '1' },
      whatsapp(() => ({ status: 400, json })),
    ),
  ).rejects.toMatchObject({
    failure,
    message: 'WhatsApp does not take the message: Refused why',
  });
});

describe('templates', () => {
  it('are found by their whole name, and one language of it', async () => {
    const data = [
      { id: '1', name: 'order_ready', language: 'nb' },
      { id: '2', name: 'order_ready', language: 'en' },
      { id: '3', name: 'order_ready_soon', language: 'nb' },
    ];
    const ctx = whatsapp(() => ({ json: { data } }));

    expect(await templates?.lookup?.({ name: 'order_ready' }, ctx)).toEqual(['1', '2']);
    expect(await templates?.lookup?.({ name: 'order_ready', language: 'en' }, ctx)).toEqual(['2']);
    expect(await templates?.lookup?.({ category: 'UTILITY' }, ctx)).toEqual([]);
  });

  it('go by id and name together', async () => {
    const ctx = whatsapp(() => ({ json: { name: 'order_ready' } }));

    await templates?.delete?.('7', ctx);

    expect(ctx.calls.map(({ method, url: at }) => [method, at])).toEqual([
      ['GET', `${BASE}/7?fields=name`],
      ['DELETE', `${BASE}/1020/message_templates?hsm_id=7&name=order_ready`],
    ]);
  });
});

describe('the subscription of the app', () => {
  const app = (override?: string) => ({
    whatsapp_business_api_data: { id: '55', name: 'Cycle Corner' },
    ...(override === undefined ? {} : { override_callback_uri: override }),
  });

  it('is made for our address, and is the one that lists it', async () => {
    const ctx = whatsapp(({ method }) => ({
      json: method === 'GET' ? { data: [app(url)] } : { success: true },
    }));

    expect(await subscriptions?.create({ url, topics: ['messages'] }, ctx)).toEqual({ id: '55' });
    expect(ctx.calls[0]).toMatchObject({
      method: 'POST',
      url: `${BASE}/1020/subscribed_apps`,
      body: { override_callback_uri: url, verify_token: 'vt-x' },
    });
  });

  it('is none of ours where it goes to the address of its app', async () => {
    expect(await subscriptions?.list(whatsapp(() => ({ json: { data: [app(), app(url)] } })))).toEqual([
      { id: '55', url, topics: ['messages'] },
    ]);
  });

  it('ends for the app of the token alone', async () => {
    const ctx = whatsapp(() => ({ json: { success: true } }));

    await subscriptions?.remove('55', ctx);

    expect(ctx.calls.map(({ method, url: at }) => [method, at])).toEqual([
      ['DELETE', `${BASE}/1020/subscribed_apps`],
    ]);
  });
});
