// Elements are made of text, never of markup: what is shown was written by somebody else.

const TIMES = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** `on…` are listeners, others attributes; false, null and undefined are left away. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(attribute.slice(2), value);
    else made.setAttribute(attribute, value === true ? '' : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text of somebody else's, in whichever direction it is written. */
export function told(text) {
  return el('bdi', {}, text);
}

export function time(at) {
  return el('time', { datetime: at }, TIMES.format(new Date(at)));
}

export function facts(...pairs) {
  return el(
    'dl',
    {},
    pairs.filter(Boolean).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

/** Said to those who do not see it, too. */
export function say(text) {
  const said = document.querySelector('#said');
  said.replaceChildren();
  requestAnimationFrame(() => said.replaceChildren(el('span', {}, text)));
}

/** Where what went wrong is told: at once, to everybody. */
export function problemPlace() {
  return el('p', { class: 'problem', role: 'alert' });
}

let whenOver = () => {};

/** What to do when the link is over, wherever that is noticed. */
export function onOver(listener) {
  whenOver = listener;
}

/** Does it once at a time, and tells what went wrong. */
export async function attempt(trigger, place, work) {
  if (trigger?.getAttribute('aria-disabled') === 'true') return;
  trigger?.setAttribute('aria-disabled', 'true');
  place.replaceChildren();
  try {
    await work();
  } catch (problem) {
    if (problem.isOver) whenOver();
    else place.replaceChildren(explained(problem));
  } finally {
    trigger?.removeAttribute('aria-disabled');
  }
}

function explained({ message, errors = [] }) {
  return errors.length > 0
    ? errors.map(({ field, message: what }) => `${field}: ${what}`).join('; ')
    : `That did not work: ${message}`;
}

/** A button whose work may fail; what went wrong is told in its place. */
export function button(label, place, work, attributes = {}) {
  const made = el(
    'button',
    { type: 'button', ...attributes, onclick: () => attempt(made, place, work) },
    label,
  );
  return made;
}

/** Asks before something that cannot be undone; the answer that changes nothing has the focus. */
export function confirmed(question, act) {
  return new Promise((resolve) => {
    const title = el('h2', { id: 'asked' }, question);
    const dialog = el(
      'dialog',
      { 'aria-labelledby': 'asked', onclose: () => close() },
      title,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', autofocus: true, onclick: () => dialog.close('') }, 'Cancel'),
        el('button', { type: 'button', class: 'bad', onclick: () => dialog.close('yes') }, act),
      ),
    );
    const close = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Shows a page, and takes whoever reads it to its head. */
export function show(title, ...content) {
  const head = el('h1', { tabindex: '-1' }, title);
  document.querySelector('#page').replaceChildren(head, ...content.filter(Boolean));
  document.title = `${head.textContent} – Webhooks`;
  scrollTo(0, 0);
  head.focus();
}
