import { ask, NothingChosen } from './asking.mjs';
import { deliveriesSection } from './deliveries.mjs';
import { button, confirmed, el, facts, problemPlace, say, show, time, told } from './elements.mjs';
import { endpointForm } from './endpoint-form.mjs';
import { secretPanel } from './secret.mjs';

const STATES = { active: 'Active', disabled: 'Disabled', unverified: 'Not verified' };

export function stateOf({ state, reason, isHeld }) {
  const why = isHeld ? 'by whoever gave you this link' : reason;
  return el(
    'span',
    {},
    el('span', { class: `state ${state}` }, STATES[state] ?? state),
    why === null ? null : el('span', { class: 'quiet' }, ': ', told(why)),
  );
}

/** One endpoint, and everything that can be done with it. */
export async function showEndpoint({ portal, id, taken, go }) {
  const path = `/endpoints/${encodeURIComponent(id)}`;
  const endpoint = await ask('GET', path);
  const again = async (said) => {
    await showEndpoint({ portal, id, taken: () => undefined, go });
    say(said);
  };
  const shown = taken(id);
  const secret = shown ? secretPanel(shown, endpoint.formerSecretUntil) : null;
  const secretPlace = el('div', {}, secret?.panel);
  show(
    told(endpoint.name),
    el('p', {}, el('a', { href: '#/' }, 'All endpoints')),
    secretPlace,
    overview(endpoint),
    actions({ endpoint, path, again, go, secretPlace }),
    testing({ endpoint, path }),
    await deliveriesSection(path),
  );
  secret?.focus();
}

function overview({ url, description, events, createdAt, secretSince, formerSecretUntil, ...endpoint }) {
  return el(
    'section',
    { 'aria-label': 'Overview' },
    el('h2', {}, 'Overview'),
    facts(
      ['State', stateOf(endpoint)],
      ['Address', told(url)],
      description === '' ? null : ['Description', told(description)],
      [
        'Events',
        el(
          'ul',
          { class: 'plain' },
          events.map((type) => el('li', {}, el('code', {}, type))),
        ),
      ],
      endpoint.isNarrowed ? ['Told of', 'A part of what happens, as agreed with you'] : null,
      ['Since', time(createdAt)],
      secretSince === null ? null : ['Secret since', time(secretSince)],
      formerSecretUntil === null ? null : ['Former secret until', time(formerSecretUntil)],
    ),
  );
}

function actions({ endpoint, path, again, go, secretPlace }) {
  const place = problemPlace();
  const { id, name, state, isHeld } = endpoint;
  const post = (act, said) => async () => {
    const { state: now, reason } = await ask('POST', `${path}/${act}`);
    await again(now === 'unverified' ? `Not verified: ${reason}` : said);
  };
  const rotate = async () => {
    const made = await ask('POST', `${path}/rotate-secret`);
    const { panel, focus } = secretPanel(made.shown[0], made.formerSecretUntil);
    secretPlace.replaceChildren(panel);
    focus();
  };
  const remove = async () => {
    if (!(await confirmed(`Delete ${name}? What waits for it is not sent.`, 'Delete'))) return;
    await ask('DELETE', path);
    go('#/');
    say('Deleted.');
  };
  return el(
    'section',
    { 'aria-label': 'Change' },
    el('h2', {}, 'Change'),
    el(
      'p',
      { class: 'quiet' },
      'With a new secret, calls are signed with the former one, too, for a day: time to change it over.',
    ),
    el(
      'div',
      { class: 'row' },
      el('a', { class: 'button', href: `#/${encodeURIComponent(id)}/edit` }, 'Edit'),
      state === 'unverified'
        ? button('Verify', place, post('verify', 'The address has proven to be its own.'))
        : null,
      state === 'disabled' && !isHeld ? button('Enable', place, post('enable', 'Enabled.')) : null,
      state === 'disabled' ? null : button('Disable', place, post('disable', 'Disabled.')),
      button('Rotate secret', place, rotate),
      button('Delete', place, remove, { class: 'bad' }),
    ),
    place,
  );
}

function testing({ endpoint, path }) {
  const place = problemPlace();
  const result = el('div', { role: 'status' });
  const types = ['endpoint.test', ...endpoint.events.filter((type) => type !== 'endpoint.test')];
  const choice = el(
    'select',
    { id: 'tested' },
    types.map((type) => el('option', {}, type)),
  );
  const send = async () => {
    result.replaceChildren(...outcome(await ask('POST', `${path}/test`, { type: choice.value })));
  };
  return el(
    'section',
    { 'aria-label': 'Test' },
    el('h2', {}, 'Test'),
    el('label', { for: 'tested' }, 'Event'),
    el(
      'div',
      { class: 'row' },
      el('div', { class: 'wide' }, choice),
      button('Send test', place, send, { class: 'main' }),
    ),
    place,
    result,
  );
}

function outcome({ outcome: kind, status, failure, message, tookMs, sent, answer }) {
  return [
    el(
      'p',
      {},
      el(
        'span',
        { class: `state ${kind === 'delivered' ? 'delivered' : 'failed'}` },
        kind === 'delivered' ? 'Delivered' : 'Not delivered',
      ),
      ` in ${tookMs} ms`,
      status === null ? '' : `, answered ${status}`,
      failure === null ? '' : ': ',
      failure === null ? null : told(`${failure} ${message ?? ''}`),
    ),
    el('h3', {}, 'Sent'),
    el('pre', { dir: 'auto' }, sent),
    ...(answer === null ? [] : [el('h3', {}, 'Answer'), el('pre', { dir: 'auto' }, answer)]),
  ];
}

export async function showEdit({ portal, id, go }) {
  const path = `/endpoints/${encodeURIComponent(id)}`;
  const back = `#/${encodeURIComponent(id)}`;
  const endpoint = await ask('GET', path);
  const save = async (filled) => {
    if (filled.events.length === 0) throw new NothingChosen();
    const changed = Object.entries(filled).filter(
      ([name, value]) => String(value) !== String(endpoint[name]),
    );
    if (changed.length > 0) await ask('PATCH', path, Object.fromEntries(changed));
    go(back);
    say('Saved.');
  };
  show('Edit the endpoint', el('section', {}, endpointForm({ portal, endpoint, save, cancel: back })));
}
