import type { ElementPast } from '../../ledger/index.js';

import { ElementsPast } from './elements-past.js';

const ANY = { state: null, verdict: null };
const UNKNOWN = { state: null, verdict: 'unknown-scope' } as const;
let at = 0;

function row(past: Partial<ElementPast>): ElementPast {
  at += 1;
  return { element: 0, scope: 'order/updated', state: null, code: null, rule: null, at, ...past };
}

const unknown = (element = 0): ElementPast => row({ element, code: 'unknown-scope', rule: 'scope.known' });
const unread = (): ElementPast => row({ scope: null, code: 'undecodable', rule: 'hook.decode' });

describe('what became of the elements of a hook', () => {
  it('is asked for by the last time each was judged', () => {
    const past = new ElementsPast([unknown(0), unknown(1), row({ element: 1, state: 'done' })]);

    expect([0, 1, 2].map((element) => past.isMeant(element, UNKNOWN))).toEqual([true, false, false]);
    expect([0, 1, 2].map((element) => past.isMeant(element, { ...ANY, state: 'done' }))).toEqual([
      false,
      true,
      false,
    ]);
    expect(past.isMeant(2, ANY)).toBe(true);
  });

  it('is that of the hook, as long as nothing was said of its elements', () => {
    const asked = { state: null, verdict: 'undecodable' } as const;

    expect(new ElementsPast([unread()]).isMeant(5, asked)).toBe(true);
    expect(new ElementsPast([unread()]).hadNoRequest(5)).toBe(true);
    expect(new ElementsPast([unread(), row({ state: 'done' })]).isMeant(0, asked)).toBe(false);
  });

  it('is a duplicate only where nothing was ever made of it', () => {
    const duplicate = row({ code: 'duplicate', rule: 'event.seen' });

    expect(new ElementsPast([duplicate]).isDuplicate(0)).toBe(true);
    expect(new ElementsPast([duplicate, row({ scope: 'x', state: 'queued' })]).isDuplicate(0)).toBe(false);
  });

  it('leaves no trace where it folded: its event is known then', () => {
    expect(new ElementsPast([]).hadNoRequest(0)).toBe(false);
    expect(new ElementsPast([unknown()]).hadNoRequest(0)).toBe(true);
    expect(new ElementsPast([row({ state: 'parked' })]).hadNoRequest(0)).toBe(false);
  });

  it('stays refused where its own signature was', () => {
    expect(new ElementsPast([row({ code: 'undecodable', rule: 'element.proof' })]).isForged(0)).toBe(true);
  });
});
