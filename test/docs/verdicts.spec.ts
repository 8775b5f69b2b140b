import { readFileSync } from 'node:fs';

import { GATE_RULES } from '../../src/gate/index.js';
import { RESOLVE_RULES } from '../../src/resolve/index.js';

const page = readFileSync('docs/reference/verdicts.md', 'utf8');
const rows = [...page.matchAll(/^\| `([a-z.-]+)` \|/gm)].map((match) => match[1] ?? '');

describe('the page of verdicts', () => {
  it('names every rule of resolve and the gate', () => {
    expect([...Object.keys(RESOLVE_RULES), ...GATE_RULES].filter((rule) => !rows.includes(rule))).toEqual([]);
  });

  it('tells the rules of the gate in the order they speak', () => {
    expect(rows.filter((rule) => GATE_RULES.includes(rule))).toEqual(GATE_RULES);
  });

  it('names no rule, and no state under one code, twice', () => {
    const named = [...page.matchAll(/^\| `[a-z.-]+` \|[^|]*\|/gm)].map(([cells]) => cells);

    expect(named).toEqual([...new Set(named)]);
  });
});
