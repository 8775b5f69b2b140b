import type { Page } from 'playwright-core';

import { aBrowser, barriers, DESK, hasChromium, PHONE, type OpenBrowser } from '../kit/chromium.js';
import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

interface Link {
  readonly id: string;
  readonly url: string;
}

interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly subscriber: string | null;
}

const HOSTILE = `<img src=x onerror="document.title='broken in'"><script>document.title='broken in'</script>`;

if (!hasChromium)
  process.stderr.write('SKIPPED: no Chromium at CHROMIUM_PATH or /usr/bin/chromium for the portal\n');

(hasChromium ? describe : describe.skip)('the subscriber portal, in a browser', () => {
  let host: HostProcess;
  let shop: MadeConnection;
  let heard: FakeSubscriber;
  let browser: OpenBrowser;
  let revision = 0;

  beforeAll(async () => {
    host = await HostProcess.start();
    shop = await addShop(host, 'Shop', 'sandbox');
    heard = await fakeSubscriber();
    browser = await aBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await heard[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    heard.answer(undefined);
    heard.calls.length = 0;
    browser.complaints.length = 0;
  });

  afterEach(async () => {
    const { items } = await host.admin.get<{ items: Endpoint[] }>('/v1/endpoints');
    for (const { id } of items) await host.admin.delete(`/v1/endpoints/${id}`);
  });

  const aLink = (subscriber: string): Promise<Link> =>
    host.admin.post('/v1/portal-links', { subscriber, mode: 'sandbox', events: ['record.*'] });
  const anEndpoint = (subscriber: string, more: object = {}): Promise<Endpoint> =>
    host.admin.post('/v1/endpoints', {
      url: heard.url,
      mode: 'sandbox',
      events: ['record.created', 'record.updated'],
      subscriber,
      ...more,
    });
  const endpointsOf = async (subscriber: string): Promise<Endpoint[]> =>
    (await host.admin.get<{ items: Endpoint[] }>(`/v1/endpoints?subscriber=${subscriber}`)).items;
  const happen = async (id: string): Promise<void> => {
    const hook = aShopHook({ id, topic: 'order/updated', revision: ++revision });
    expect(await sendShopHook(shop.hookUrl, hook)).toBe(200);
  };
  const opened = async (subscriber: string): Promise<Page> => {
    const page = await browser.open((await aLink(subscriber)).url);
    await page.setViewportSize(PHONE);
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    return page;
  };
  const press = (page: Page, name: RegExp | string): Promise<void> =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const isAsWideAsItsScreen = (page: Page): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth <= innerWidth');

  it('is where an endpoint is added, tested, watched, given a new secret and deleted, on a phone', async () => {
    const page = await opened('acme');
    expect(page.url()).toBe(`${host.url}/portal#/`);

    await page.getByRole('link', { name: 'Add an endpoint' }).click();
    await page.getByLabel('Address').fill(heard.url);
    await page.getByLabel('Name').fill('Billing');
    await page.getByLabel(/^record\.created/).check();
    await press(page, 'Add endpoint');
    await page.getByRole('heading', { name: 'Signing secret' }).waitFor();
    const secret = (await page.locator('#secret').textContent()) ?? '';
    heard.knows(secret);
    expect(await endpointsOf('acme')).toMatchObject([{ name: 'Billing', state: 'active' }]);

    await press(page, 'Send test');
    await page.getByText(/^Delivered/).waitFor();
    expect(heard.calls).toMatchObject([{ isGenuine: true, body: { type: 'endpoint.test' } }]);
    expect(await isAsWideAsItsScreen(page)).toBe(true);

    await happen('first');
    await eventually(() => heard.calls.length === 2);
    await eventually(async () => {
      await press(page, 'Refresh');
      return (await page.getByText('Delivered', { exact: true }).count()) === 2;
    });
    await press(page, /^Details of record\.created/);
    await page.getByText('200, in').waitFor();
    await press(page, /^Resend record\.created/);
    await eventually(() => heard.calls.length === 3);
    expect(heard.calls[2]?.headers['webhook-id']).toBe(heard.calls[1]?.headers['webhook-id']);

    await press(page, 'Rotate secret');
    await page.getByText('signed with the former secret, too').waitFor();
    const next = (await page.locator('#secret').textContent()) ?? '';
    expect(next).not.toBe(secret);
    for (const known of [secret, next]) {
      heard.knows(known);
      const before = heard.calls.length;
      await press(page, 'Send test');
      await eventually(() => heard.calls.length > before);
      expect(heard.calls.at(-1)?.isGenuine).toBe(true);
    }

    await press(page, 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('There is none yet.').waitFor();
    expect(await endpointsOf('acme')).toEqual([]);
    expect(browser.complaints).toEqual([]);
    await page.close();
  }, 60_000);

  it('is where an endpoint is changed, disabled, enabled, and told what it missed', async () => {
    const { id } = await anEndpoint('missing');
    const page = await opened('missing');
    await page.goto(`${host.url}/portal#/${id}/edit`);
    await page.getByLabel('Description').fill('What the billing hears');
    await page.getByLabel(/^record\.updated/).uncheck();
    await press(page, 'Save');
    await page.getByText('What the billing hears').waitFor();
    expect(await host.admin.get(`/v1/endpoints/${id}`)).toMatchObject({
      description: 'What the billing hears',
      events: ['record.created'],
    });

    await press(page, 'Disable');
    await page.getByText('by its subscriber').waitFor();
    await happen('missed');
    await eventually(async () => {
      await press(page, 'Refresh');
      return (await page.getByText('Kept', { exact: true }).count()) === 1;
    });
    await press(page, 'Enable');
    await page.locator('.state.active').waitFor();
    await page.getByText('Send again what was missed').click();
    await page.getByLabel('Since').fill('2020-01-01T00:00');
    await press(page, 'Send again');
    await page.getByText('Sent again: 1.').waitFor();
    await eventually(() => heard.events().length === 1);
    expect(browser.complaints).toEqual([]);
    await page.close();
  }, 60_000);

  it('is worked by the keyboard alone', async () => {
    const page = await opened('keys');
    const focused = (): Promise<string> =>
      page.evaluate(`document.activeElement.id || document.activeElement.textContent`);
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 30 && !(await focused()).startsWith(name); presses += 1)
        await page.keyboard.press('Tab');
      expect(await focused()).toMatch(name);
    };

    await tabTo('Add an endpoint');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Add an endpoint' }).waitFor();
    expect(await focused()).toBe('Add an endpoint');
    await tabTo('url');
    await page.keyboard.type('nowhere');
    await tabTo('Add endpoint');
    await page.keyboard.press('Enter');
    await page.getByText('Choose at least one event.').waitFor();
    await page.keyboard.press('Space');
    await tabTo('Add endpoint');
    await page.keyboard.press('Enter');
    await page.getByText('is no http or https URL').waitFor();
    expect(await focused()).toBe('url');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(heard.url);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Signing secret' }).waitFor();
    expect(await focused()).toBe('Signing secret');
    await tabTo('Delete');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focused()).toBe('Cancel');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Delete');
    expect(await endpointsOf('keys')).toHaveLength(1);
    await page.close();
  }, 60_000);

  it('shows what others wrote as text, whatever it is', async () => {
    const { id } = await anEndpoint('hostile', {
      name: HOSTILE,
      description: HOSTILE,
      url: `${heard.url}?${HOSTILE}`,
    });
    heard.answer(() => ({ status: 500, body: HOSTILE }));
    const page = await opened('hostile');
    await page.getByRole('link', { name: HOSTILE }).click();
    await press(page, 'Send test');
    await page.getByText(/^Not delivered/).waitFor();
    await happen('hostile');
    await eventually(async () => {
      const at = `/v1/endpoints/${id}/deliveries/1`;
      return ((await host.admin.raw('GET', at)).body as { attempts?: number }).attempts === 1;
    });
    await press(page, 'Refresh');
    await press(page, /^Details of/);
    await page.locator('#delivery-1 pre').waitFor();

    expect(await page.locator('#delivery-1 pre').textContent()).toBe(HOSTILE);
    expect(await page.getByText(HOSTILE).count()).toBeGreaterThan(4);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).not.toBe('broken in');
    expect(await isAsWideAsItsScreen(page)).toBe(true);
    expect(browser.complaints).toEqual([]);
    await page.close();
  }, 60_000);

  it('keeps nobody out: light and dark, on a phone and at a desk', async () => {
    const { id } = await anEndpoint('all');
    await happen('all');
    await eventually(() => heard.calls.length === 1);
    const page = await opened('all');
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const size of [PHONE, DESK]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(size);
        for (const place of ['#/', '#/new', `#/${id}`, `#/${id}/edit`]) {
          await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
          await page.locator('h1:focus').waitFor();
          if (place === `#/${id}`) await shownAll(page);
          found.push(...(await barriers(page)).map((one) => `${colorScheme} ${size.width} ${place} ${one}`));
          if (!(await isAsWideAsItsScreen(page)))
            found.push(`${size.width} ${place} is wider than its screen`);
        }
      }
    }

    expect(found).toEqual([]);
    await page.close();
  }, 60_000);

  it('says that a link is over, and keeps nothing of it', async () => {
    const link = await aLink('over');
    const page = await browser.open(link.url);
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    await host.admin.delete(`/v1/portal-links/${link.id}`);
    await page.getByRole('link', { name: 'Add an endpoint' }).click();
    await page.getByLabel('Address').fill(heard.url);
    await page.getByLabel(/^record\.created/).check();
    await press(page, 'Add endpoint');
    await page.getByRole('heading', { name: 'This link is over' }).waitFor();

    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${(await aLink('again')).url}`);
    await page.reload();
    await page.getByText('Webhooks of again').waitFor();
    expect(host.lines.join('\n')).not.toContain('hyp_');
    await page.close();
  }, 60_000);
});

/** Everything on it that opens. */
async function shownAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send test' }).click();
  await page
    .getByText(/^Delivered/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.locator('#secret').waitFor();
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await page.getByText('Send again what was missed').click();
}
