import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';
import type { ConnectionView } from './directory.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };

let yard: TestRegistry;
let now = 1_700_000_000_000;
const clock = { now: () => (now += 1), monotonic: () => now };

beforeAll(async () => {
  yard = await aRegistry({ clock });
  const settings = [{ name: 'region', type: 'string', default: 'eu' }];
  await yard.registry.connectors.add(OPERATOR, { ...shopConnector, settings });
});
afterAll(() => yard[Symbol.asyncDispose]());

async function aConnection(): Promise<ConnectionView> {
  const { id } = await yard.registry.connections.create(OPERATOR, {
    connector: 'shop',
    name: 'Shop',
    mode: 'live',
    secrets: { webhook: 'a-secret' },
  });
  return present(id);
}

function present(id: string): ConnectionView {
  const view = yard.registry.directory.current().connectionById(id);
  if (!view) throw new Error(`there is no ${id}`);
  return view;
}

/** What its queues were told, the latest last. */
function holdsOf({ queues }: ConnectionView): (string | null)[] {
  return yard.holds.filter(({ queue }) => queue === queues.FROM).map(({ code }) => code);
}

describe('a connection whose credentials are refused', () => {
  it('needs authorisation, once, and its queues wait, also after a restart', async () => {
    const view = await aConnection();
    const { authorization, directory } = yard.registry;

    const news = await Promise.all(
      Array.from({ length: 20 }, () => authorization.refused(view.number, view.configVersion)),
    );

    expect(news.filter(Boolean)).toHaveLength(1);
    expect(present(view.id).state).toBe('needs_authorization');
    expect(directory.current().queue(view.queues.TO)).toMatchObject({ isPaused: true });
    expect(holdsOf(view)).toEqual(['needs-authorization']);
    await yard.another({ clock });
    expect(holdsOf(view)).toEqual(['needs-authorization', 'needs-authorization']);
  });

  it.each([
    ['new secrets', { secrets: { webhook: 'another' } }],
    ['new settings', { settings: { region: 'us' } }],
  ])('is active again with %s, and its queues are free', async (_, patch) => {
    const view = await aConnection();
    await yard.registry.authorization.refused(view.number, view.configVersion);

    const info = await yard.registry.connections.change(OPERATOR, view.id, patch);

    expect(info.state).toBe('active');
    expect(holdsOf(view)).toEqual(['needs-authorization', null]);
  });

  it('stays so when only its name is changed', async () => {
    const view = await aConnection();
    await yard.registry.authorization.refused(view.number, view.configVersion);

    const info = await yard.registry.connections.change(OPERATOR, view.id, { name: 'Other' });

    expect(info.state).toBe('needs_authorization');
    expect(holdsOf(view)).toEqual(['needs-authorization']);
  });

  it('is not asked for new ones because of a call that was made with the old', async () => {
    const view = await aConnection();
    await yard.registry.connections.change(OPERATOR, view.id, { secrets: { webhook: 'newer' } });

    const isNews = await yard.registry.authorization.refused(view.number, view.configVersion);

    expect(isNews).toBe(false);
    expect(present(view.id).state).toBe('active');
  });

  it('a paused connection stays paused', async () => {
    const view = await aConnection();
    await yard.registry.connections.pause(OPERATOR, view.id);

    const isNews = await yard.registry.authorization.refused(view.number, present(view.id).configVersion);

    expect(isNews).toBe(false);
    expect(present(view.id).state).toBe('paused');
  });
});
