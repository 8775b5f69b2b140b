import { el, say, time } from './elements.mjs';

/** A signing secret, shown this once. */
export function secretPanel(shown, formerUntil) {
  const head = el('h2', { tabindex: '-1' }, 'Signing secret');
  const text = el('code', { id: 'secret' }, shown.secret);
  const copy = el('button', { type: 'button', onclick: () => copySecret(text) }, 'Copy');
  const panel = el(
    'section',
    { 'aria-label': 'Signing secret' },
    head,
    el('p', {}, 'Keep it now: it is shown this once. Your application verifies with it what it is sent.'),
    el('pre', {}, text),
    el(
      'p',
      {},
      formerUntil
        ? [
            'Until ',
            time(formerUntil),
            ' calls are signed with the former secret, too: change it over before then, and no call is lost.',
          ]
        : 'Verify it with a library of Standard Webhooks.',
    ),
    el('div', { class: 'row' }, copy),
  );
  return { panel, focus: () => head.focus() };
}

async function copySecret(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    say('Copied.');
  } catch {
    getSelection().selectAllChildren(text);
    say('Selected: copy it with your keyboard.');
  }
}
