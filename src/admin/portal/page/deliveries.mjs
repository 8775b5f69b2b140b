import { ask } from './asking.mjs';
import { button, el, facts, problemPlace, say, time, told } from './elements.mjs';

const STATES = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  skipped: 'Skipped',
  failed: 'Failed',
  kept: 'Kept',
  expired: 'No longer kept',
};
const PAGE = 20;
/** Of a recovery: 100 deliveries each. */
const MOST_PAGES = 100;

/** What an endpoint was told, newest first, and what can be sent again. */
export async function deliveriesSection(path) {
  const place = problemPlace();
  const list = el('ol', { class: 'plain' });
  const none = el('p', {}, 'Nothing was sent to it yet.');
  let next = null;
  const more = button('Show more', place, () => add(`&cursor=${encodeURIComponent(next)}`));
  const add = async (query) => {
    const page = await ask('GET', `${path}/deliveries?limit=${PAGE}${query}`);
    list.append(...page.items.map((one) => entry(path, one)));
    ({ next } = page);
    more.hidden = next === null;
    none.hidden = list.children.length > 0;
  };
  const refresh = async () => {
    list.replaceChildren();
    await add('');
    say('The deliveries are up to date.');
  };
  await add('');
  return el(
    'section',
    { 'aria-label': 'Deliveries' },
    el('h2', {}, 'Deliveries'),
    el('div', { class: 'row' }, button('Refresh', place, refresh)),
    none,
    list,
    place,
    more,
    recovery(path, refresh),
  );
}

function entry(path, delivery) {
  const { sequence, type, at } = delivery;
  const place = problemPlace();
  const detail = el('div', { id: `delivery-${sequence}`, hidden: true });
  const label = `${type ?? 'event'} ${sequence}`;
  const open = button(
    'Details',
    place,
    async () => {
      if (detail.hidden)
        detail.replaceChildren(...details(await ask('GET', `${path}/deliveries/${sequence}`)));
      detail.hidden = !detail.hidden;
      open.setAttribute('aria-expanded', String(!detail.hidden));
    },
    {
      'aria-expanded': 'false',
      'aria-controls': `delivery-${sequence}`,
      'aria-label': `Details of ${label}`,
    },
  );
  const resend = button(
    'Resend',
    place,
    async () => {
      await ask('POST', `${path}/deliveries/${sequence}/resend`);
      say(`${label} is sent again.`);
    },
    { 'aria-label': `Resend ${label}` },
  );
  return el(
    'li',
    { class: 'card' },
    el('h3', {}, el('code', {}, type ?? '–'), ` ${sequence}`),
    el('p', {}, stateOf(delivery), ' ', time(at)),
    el('div', { class: 'row' }, open, resend),
    place,
    detail,
  );
}

function stateOf({ state, reason }) {
  return el(
    'span',
    {},
    el('span', { class: `state ${state}` }, STATES[state] ?? state),
    reason === null ? null : el('span', { class: 'quiet' }, ': ', told(reason)),
  );
}

function details({ event, record, attempts, nextAt, answer, tries }) {
  return [
    facts(
      event === null ? null : ['Event', el('code', {}, event)],
      record === null ? null : ['Record', el('code', {}, record)],
      ['Attempts', String(attempts)],
      nextAt === null ? null : ['Next attempt', time(nextAt)],
      answer === null ? null : ['Answered', `${answer.status}, in ${answer.tookMs} ms`],
    ),
    answer === null || answer.text === '' ? null : el('pre', { dir: 'auto' }, answer.text),
    ...tries.map(failedTry),
  ].filter(Boolean);
}

function failedTry({ number, at, tookMs, failure, message, facts: more }) {
  return el(
    'div',
    {},
    el(
      'p',
      {},
      `Attempt ${number}, `,
      time(at),
      `, ${tookMs} ms: `,
      el('code', {}, failure),
      ' ',
      told(message),
    ),
    typeof more.answer === 'string' && more.answer !== '' ? el('pre', { dir: 'auto' }, more.answer) : null,
  );
}

/** What failed or was kept since a time, again; a page a call. */
function recovery(path, refresh) {
  const place = problemPlace();
  const since = el('input', { type: 'datetime-local', id: 'since', step: '1' });
  const run = async () => {
    const at = new Date(since.value);
    if (Number.isNaN(at.getTime())) throw new Error('say since when.');
    let sent = 0;
    let after = 0;
    for (let page = 0; page < MOST_PAGES && after !== null; page += 1) {
      const done = await ask('POST', `${path}/recover`, { since: at.toISOString(), after });
      sent += done.sent;
      after = done.next;
    }
    await refresh();
    say(after === null ? `Sent again: ${sent}.` : `Sent again: ${sent}; there are more.`);
  };
  return el(
    'details',
    {},
    el('summary', {}, 'Send again what was missed'),
    el('div', { class: 'field' }, el('label', { for: 'since' }, 'Since'), since),
    button('Send again', place, run),
    place,
  );
}
