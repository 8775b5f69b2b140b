import { ask, dropToken, takeToken } from './asking.mjs';
import { el, onOver, show, time, told } from './elements.mjs';
import { showList, showNew } from './endpoint-list.mjs';
import { showEdit, showEndpoint } from './endpoint-page.mjs';

let portal = null;
/** A secret on its way to the page of its endpoint. */
let onItsWay = null;
let turn = 0;

const carried = {
  keep: (id, shown) => (onItsWay = { id, shown }),
  taken: (id) => {
    const shown = onItsWay?.id === id ? onItsWay.shown : undefined;
    onItsWay = null;
    return shown;
  },
  go: (place) => (location.hash = place),
};

onOver(over);
addEventListener('hashchange', () => void open());
await open();

/** The page that the address names. */
async function open() {
  if (takeToken()) portal = null;
  turn += 1;
  const mine = turn;
  try {
    portal ??= await introduced();
    if (mine === turn) await shownAt(location.hash);
  } catch (problem) {
    if (problem.isOver) over();
    else if (mine === turn) failed(problem);
  }
}

async function introduced() {
  const opened = await ask('GET', '');
  document
    .querySelector('#whose')
    .replaceChildren(
      'Webhooks of ',
      told(opened.subscriber),
      opened.mode === 'live' ? '' : ` (${opened.mode})`,
      ', open until ',
      time(opened.expiresAt),
    );
  return opened;
}

function shownAt(hash) {
  const [, id = '', act = ''] = hash.split('/').map(decodeURIComponent);
  if (id === 'new') return showNew({ portal, ...carried });
  if (id === '') return showList({ portal });
  return act === 'edit' ? showEdit({ portal, id, ...carried }) : showEndpoint({ portal, id, ...carried });
}

function over() {
  dropToken();
  portal = null;
  turn += 1;
  document.querySelector('#whose').replaceChildren('Webhooks');
  show(
    'This link is over',
    el('p', {}, 'It has expired, or was ended. Ask whoever gave it to you for a new one.'),
  );
}

function failed(problem) {
  show(
    problem.status === 404 ? 'There is no such endpoint' : 'That did not work',
    el('p', {}, problem.message),
    el('p', {}, el('a', { href: '#/' }, 'All endpoints')),
  );
}
