import { attempt, el, problemPlace } from './elements.mjs';

/** A form for a new endpoint, or for one that is there. `save` is given what was filled in. */
export function endpointForm({ portal, endpoint, save, cancel }) {
  const fields = {
    url: field('url', 'Address', {
      type: 'url',
      required: true,
      value: endpoint?.url,
      placeholder: 'https://example.com/webhooks',
      hint: portal.mode === 'live' ? 'An https address of your own.' : 'An address of your own.',
    }),
    name: field('name', 'Name', { value: endpoint?.name, hint: 'Left empty, it is called by its host.' }),
    description: field('description', 'Description', { value: endpoint?.description }),
  };
  const events = eventChoice(portal, endpoint);
  const place = problemPlace();
  const submit = el('button', { class: 'main', type: 'submit' }, endpoint ? 'Save' : 'Add endpoint');
  const filled = () => ({ ...valuesOf(fields), events: events.chosen() });
  return el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        for (const one of [...Object.values(fields), events]) one.clear();
        return attempt(submit, place, () => saved({ fields: { ...fields, events }, save, filled }));
      },
    },
    Object.values(fields).map(({ box }) => box),
    events.box,
    place,
    el('div', { class: 'row' }, submit, el('a', { class: 'button', href: cancel }, 'Cancel')),
  );
}

/** What concerns a field is told beside it, and the first such field gets the focus. */
async function saved({ fields, save, filled }) {
  try {
    await save(filled());
  } catch (problem) {
    const [first] = (problem.errors ?? []).filter(({ field: name }) => fields[name.split('.')[0]]);
    if (!first) throw problem;
    for (const { field: name, message } of problem.errors) fields[name.split('.')[0]]?.tell(message);
    fields[first.field.split('.')[0]].focus();
  }
}

function valuesOf({ url, name, description }) {
  return {
    url: url.value(),
    ...(name.value() === '' ? {} : { name: name.value() }),
    description: description.value(),
  };
}

function field(id, label, { type = 'text', value = '', hint, ...attributes }) {
  const input = el('input', {
    id,
    type,
    value,
    dir: type === 'url' ? 'ltr' : 'auto',
    autocomplete: 'off',
    'aria-describedby': `${id}-hint ${id}-problem`,
    ...attributes,
  });
  const problem = el('p', { class: 'problem', id: `${id}-problem` });
  return {
    box: el(
      'div',
      { class: 'field' },
      el('label', { for: id }, label),
      el('span', { class: 'quiet', id: `${id}-hint` }, hint),
      input,
      problem,
    ),
    value: () => input.value.trim(),
    focus: () => input.focus(),
    tell: (message) => {
      input.setAttribute('aria-invalid', 'true');
      problem.replaceChildren(message);
    },
    clear: () => {
      input.removeAttribute('aria-invalid');
      problem.replaceChildren();
    },
  };
}

/** What it hears of already can be kept or taken away, even where the link would not add it. */
function eventChoice({ events }, endpoint) {
  const offered = new Map(events.map(({ type, description }) => [type, description]));
  for (const type of endpoint?.events ?? []) if (!offered.has(type)) offered.set(type, '');
  const boxes = [...offered.keys()].map((type) =>
    el('input', {
      type: 'checkbox',
      value: type,
      checked: endpoint ? endpoint.events.includes(type) : false,
      'aria-describedby': 'events-problem',
    }),
  );
  const problem = el('p', { class: 'problem', id: 'events-problem' });
  return {
    box: el(
      'fieldset',
      { class: 'field' },
      el('legend', {}, 'Events'),
      boxes.map((box) =>
        el(
          'label',
          {},
          box,
          el(
            'span',
            {},
            el('code', {}, box.value),
            ' ',
            el('span', { class: 'quiet' }, offered.get(box.value)),
          ),
        ),
      ),
      problem,
    ),
    chosen: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
    focus: () => boxes[0]?.focus(),
    tell: (message) => problem.replaceChildren(message),
    clear: () => problem.replaceChildren(),
  };
}
