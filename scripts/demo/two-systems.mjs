// Two systems that hold the same customers, kept in step: what each person does there, and what is there afterwards.
import { createHmac, randomUUID } from 'node:crypto';

import { fakePartner } from '../../test/kit/fake-partner.ts';
import { factWithin } from './fact-within.mjs';

const ENDS_WITHIN_MS = 8_000;
const SECRET = 'both-sign-with-this-in-the-demo';

/** In a mode of their own: the systems of the hooks before hear nothing of it. */
export async function keepInStep(admin, cleanUp) {
  const east = await aSystem(admin, cleanUp, 'East');
  const west = await aSystem(admin, cleanUp, 'West');
  await matchAndSettle(admin, east, west);
  const rows = [];
  for (const [what, act, isSo] of steps(admin, east, west)) {
    const begun = performance.now();
    const problem = await act()
      .then(() => factWithin(what, ENDS_WITHIN_MS, isSo))
      .then(() => null)
      .catch((error) => error.message);
    rows.push({ what, problem, tookMs: Math.round(performance.now() - begun) });
  }
  return rows;
}

/** @returns {[what: string, act: () => Promise<unknown>, isSo: () => unknown][]} */
function steps(admin, east, west) {
  const ann = { email: 'ann@example.com', firstName: 'Ann' };
  return [
    [
      'Ann is made in both at once: one record with two links, each has what the other knew',
      () =>
        Promise.all([
          edit(east, 'e1', { ...ann, city: 'Ghent' }),
          edit(west, 'w1', { ...ann, phone: '+32 9 1' }),
        ]),
      async () => {
        const { links } = await recordOf(admin, east, 'e1');
        const [there, here] = [east.customer('e1'), west.customer('w1')];
        return links.length === 2 && there.phone === '+32 9 1' && here.city === 'Ghent';
      },
    ],
    [
      'Her city is changed in both at once: East has it by the rule, West is corrected',
      () => Promise.all([edit(west, 'w1', { city: 'Liège' }), edit(east, 'e1', { city: 'Bruges' })]),
      () => east.customer('e1').city === 'Bruges' && west.customer('w1').city === 'Bruges',
    ],
    [
      'Ben is made in East, and in West a moment later',
      () => edit(east, 'e2', { email: 'ben@example.com', firstName: 'Ben', phone: '+47 2' }),
      () => west.named('ben@example.com'),
    ],
    [
      'Ben is made again in West, with another address: the two are merged, West keeps both and hears of it',
      async () => {
        await edit(west, 'w9', { email: 'b.en@example.com', firstName: 'Ben', lastName: 'Berg' });
        const found = (system, id) => factWithin(id, ENDS_WITHIN_MS, () => recordOf(admin, system, id));
        const [winner, loser] = await Promise.all([found(east, 'e2'), found(west, 'w9')]);
        await factWithin('both in East', ENDS_WITHIN_MS, () => east.named('b.en@example.com'));
        await admin.post('/v1/merges', { winner: winner.id, losers: [loser.id] });
      },
      async () => {
        const { links } = await recordOf(admin, west, 'w9');
        return links.length === 4 && east.customer('e2').lastName === 'Berg';
      },
    ],
    [
      'Ann is deleted in East by mistake: the guard records it, West and the hub keep her',
      async () => {
        east.store.remove('customers', 'e1');
        await tell(east, 'e1', 'deleted');
      },
      async () => {
        const { links } = await recordOf(admin, west, 'w1');
        const isMarked = links.some(
          ({ externalId, state }) => externalId === 'e1' && state === 'source-deleted',
        );
        return isMarked && west.customer('w1').firstName === 'Ann';
      },
    ],
  ];
}

async function aSystem(admin, cleanUp, name) {
  const store = cleanUp.use(await fakePartner({ idPrefix: `${name.toLowerCase()}-` }));
  const made = await admin.post('/v1/connections', {
    connector: 'rest',
    name,
    mode: 'sandbox',
    settings: { baseUrl: store.url },
    secrets: { webhook: SECRET, api: 'token' },
    defaults: true,
  });
  return {
    store,
    ...made,
    customer: (id) => store.record('customers', id) ?? {},
    named: (email) => store.records('customers').find((one) => one.email === email),
  };
}

/** The same e-mail is the same customer; what both change at once is East's. */
async function matchAndSettle(admin, east, west) {
  const conflict = { priority: [east.id, west.id] };
  for (const { id } of [east, west]) {
    const { items } = await admin.get(`/v1/mapping-collections?connection=${id}&limit=100`);
    for (const { id: collection, direction } of items.filter(({ type }) => type === 'CUSTOMER')) {
      const rules = {
        match: [{ field: 'email', form: 'email' }],
        ...(direction === 'TO' ? { conflict } : {}),
      };
      await admin.patch(`/v1/mapping-collections/${collection}`, rules);
    }
  }
}

async function recordOf(admin, { id: connection }, externalId) {
  const { items } = await admin.get(
    `/v1/records?type=CUSTOMER&connection=${connection}&externalId=${externalId}`,
  );
  return items[0] && admin.get(`/v1/records/${items[0].id}`);
}

/** A person makes or changes a customer there, and the system says so. */
async function edit(system, id, fields) {
  const { id: _id, version, ...present } = system.customer(id);
  system.store.put('customers', id, { ...present, ...fields });
  await tell(system, id, version === undefined ? 'created' : 'updated');
}

async function tell(system, id, what) {
  const { version, ...data } = system.customer(id);
  const body = JSON.stringify({ topic: `customer/${what}`, id, version, data });
  const answer = await fetch(system.hookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    },
    body,
  });
  if (answer.status !== 200) throw new Error(`the hook of ${id} was answered ${answer.status}`);
}
