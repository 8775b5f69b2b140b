import { ask, NothingChosen } from './asking.mjs';
import { button, el, problemPlace, show, told } from './elements.mjs';
import { endpointForm } from './endpoint-form.mjs';
import { stateOf } from './endpoint-page.mjs';

/** All endpoints of whose link it is. */
export async function showList({ portal }) {
  const list = el('ul', { class: 'plain' });
  const place = problemPlace();
  let next = await addPage(list, '');
  const more = button('Show more', place, async () => {
    next = await addPage(list, `?cursor=${encodeURIComponent(next)}`);
    if (next === null) more.remove();
  });
  show(
    'Endpoints',
    el('p', {}, 'Addresses of yours that are told what happens, by signed calls.'),
    el(
      'p',
      {},
      el('a', { class: 'button main', href: '#/new' }, 'Add an endpoint'),
      ' ',
      el('span', { class: 'quiet' }, `At most ${portal.mostEndpoints}.`),
    ),
    list.children.length === 0 ? el('p', {}, 'There is none yet.') : list,
    place,
    next === null ? null : more,
  );
}

async function addPage(list, query) {
  const { items, next } = await ask('GET', `/endpoints${query}`);
  list.append(...items.map(card));
  return next;
}

function card(endpoint) {
  const { id, name, url } = endpoint;
  return el(
    'li',
    { class: 'card' },
    el('h2', {}, el('a', { href: `#/${encodeURIComponent(id)}` }, told(name))),
    el('p', {}, told(url)),
    el('p', {}, stateOf(endpoint)),
  );
}

export function showNew({ portal, keep, go }) {
  const save = async (filled) => {
    if (filled.events.length === 0) throw new NothingChosen();
    const made = await ask('POST', '/endpoints', filled);
    keep(made.id, made.shown[0]);
    go(`#/${made.id}`);
  };
  show('Add an endpoint', el('section', {}, endpointForm({ portal, save, cancel: '#/' })));
}
