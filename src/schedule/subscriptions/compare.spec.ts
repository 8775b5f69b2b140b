import { compare, type CompareRules, type Listed, type Step } from './compare.js';
import type { SubscriptionRow } from './subscription-row.js';

const NOW = 1_000_000_000;
const HOUR = 3_600_000;
const ONE: CompareRules = {
  carries: 'one-topic',
  secret: undefined,
  canUpdate: false,
  canRenew: false,
  isNewestSecret: (fingerprint) => fingerprint === 'newest',
  now: NOW,
};
const ALL: CompareRules = { ...ONE, carries: 'all-topics', canUpdate: true };

function row(over: Partial<SubscriptionRow> = {}): SubscriptionRow {
  return {
    id: 1,
    publicId: 'sub_1',
    connection: 7,
    state: 'present',
    topics: ['order'],
    remoteId: 'r1',
    address: null,
    secret: null,
    expiresAt: null,
    renewAt: null,
    drift: null,
    driftAt: null,
    reason: null,
    attempts: 0,
    dueAt: 0,
    failure: null,
    message: null,
    failedAt: null,
    gaveUpAt: null,
    madeAt: NOW - HOUR,
    createdAt: 0,
    updatedAt: 0,
    ...over,
  };
}

function listed(over: Partial<Listed> & { kind?: Listed['facts']['kind']; isOwn?: boolean } = {}): Listed {
  const { kind = 'present', isOwn = true, ...rest } = over;
  return {
    id: 'r1',
    url: 'https://yard.example/hooks/x',
    topics: ['order'],
    facts: { kind, isOwn },
    ...rest,
  };
}

/** What is done, in short. */
function told(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    switch (step.do) {
      case 'create':
        return `create ${step.topics.join('+')}${step.drift ? ` (${step.drift})` : ''}${step.replaces ? ` for ${step.replaces.id}` : ''}`;
      case 'update':
        return `update ${step.listed.id} (${step.drift})`;
      case 'remove':
        return `remove ${step.remoteId}`;
      case 'orphan':
        return `orphan ${step.listed.id} (${step.reason})`;
      case 'keep':
      case 'renew':
        return `${step.do} ${step.listed.id}`;
      case 'forget':
      case 'wait':
        return step.do;
    }
  });
}

const bring = (
  wanted: readonly string[],
  rows: readonly SubscriptionRow[],
  there: readonly Listed[],
  rules: CompareRules = ONE,
): string[] => told(compare(wanted, rows, { listed: there, ...rules }));

describe('what a scope wants', () => {
  it('is registered where it is not there, and left alone where it is', () => {
    expect(bring(['order', 'refund'], [row()], [listed()])).toEqual(['keep r1', 'create refund']);
  });

  it('is one registration with all topics, edited, where one carries them all', () => {
    const there = [listed({ topics: ['order'] })];

    expect(bring(['order', 'refund'], [row()], there, ALL)).toEqual(['update r1 (topics)']);
  });

  it('is adopted where somebody registered it at an address of ours', () => {
    expect(bring(['order'], [], [listed({ id: 'by-hand', isOwn: false })])).toEqual(['keep by-hand']);
    expect(bring(['order'], [row({ state: 'wanted', remoteId: null })], [listed()])).toEqual(['keep r1']);
  });

  it('is adopted once: a second one is shown', () => {
    const there = [listed(), listed({ id: 'r2' })];

    expect(bring(['order'], [row()], there)).toEqual(['keep r1', 'orphan r2 (duplicate)']);
  });

  it('is registered again where it is gone there, once the system had time to list it', () => {
    expect(bring(['order'], [row()], [])).toEqual(['create order (missing)']);
    expect(bring(['order'], [row({ madeAt: NOW - 1_000 })], [])).toEqual(['wait']);
  });

  it('waits where it failed a moment ago', () => {
    const failed = row({ state: 'wanted', remoteId: null, dueAt: NOW + 1, failure: 'Invalid' });

    expect(bring(['order'], [failed], [])).toEqual(['wait']);
  });
});

describe('a registration that is not as it is to be', () => {
  it.each([
    ['address', { kind: 'former' as const }],
    ['disabled', { enabled: false }],
    ['expired', { expiresAt: NOW }],
  ])('is updated, or replaced where the system cannot: %s', (drift, over) => {
    expect(bring(['order'], [row()], [listed(over)], { ...ONE, canUpdate: true })).toEqual([
      `update r1 (${drift})`,
    ]);
    expect(bring(['order'], [row()], [listed(over)])).toEqual([`create order (${drift}) for r1`]);
  });

  it('is not replaced twice: the new one whose answer was lost is adopted', () => {
    const there = [listed({ kind: 'former' }), listed({ id: 'r2' })];

    expect(bring(['order'], [row()], there)).toEqual(['keep r2']);
  });

  it('of a former address that nobody knows goes when a present one is there', () => {
    const there = [listed({ id: 'old', kind: 'former', isOwn: false }), listed()];

    expect(bring(['order'], [row()], there)).toEqual(['keep r1', 'remove old']);
  });

  it('is given the newest secret where we give it', () => {
    const rules = { ...ONE, secret: 'given', canUpdate: true } as const;

    expect(bring(['order'], [row({ secret: 'older' })], [listed()], rules)).toEqual(['update r1 (secret)']);
    expect(bring(['order'], [row({ secret: 'newest' })], [listed()], rules)).toEqual(['keep r1']);
    expect(bring(['order'], [], [listed({ isOwn: false })], rules)).toEqual(['update r1 (secret)']);
  });
});

describe('a registration that ends', () => {
  const renewable = { ...ONE, canRenew: true };
  const expiresAt = NOW + 10 * HOUR;

  it('is renewed at half of its life, not before', () => {
    const half = row({ expiresAt, renewAt: NOW });
    const young = row({ expiresAt, renewAt: NOW + 1 });

    expect(bring(['order'], [half], [listed({ expiresAt })], renewable)).toEqual(['renew r1']);
    expect(bring(['order'], [young], [listed({ expiresAt })], renewable)).toEqual(['keep r1']);
  });

  it('is replaced where the system cannot renew', () => {
    const half = row({ expiresAt, renewAt: NOW });

    expect(bring(['order'], [half], [listed({ expiresAt })])).toEqual(['create order for r1']);
  });
});

describe('what no scope wants', () => {
  it('is removed where the host wanted it', () => {
    expect(bring([], [row()], [listed()])).toEqual(['remove r1']);
    expect(bring([], [row({ state: 'removing' })], [])).toEqual(['forget']);
  });

  it('is found again by the address only the host knows, where the answer was lost', () => {
    expect(bring([], [row({ state: 'wanted', remoteId: null })], [listed()])).toEqual(['remove r1']);
  });

  it('stays where it is switched on again before it went', () => {
    expect(bring(['order'], [row({ state: 'removing' })], [listed()])).toEqual(['keep r1']);
  });

  it('is shown where the host does not know of it, and is not touched', () => {
    expect(bring([], [], [listed({ isOwn: false })])).toEqual(['orphan r1 (unwanted)']);
    expect(bring([], [row({ state: 'orphan' })], [])).toEqual(['forget']);
  });

  it('is left alone where it is not ours', () => {
    expect(bring(['order'], [row()], [listed(), listed({ id: 'x', kind: 'foreign', isOwn: false })])).toEqual(
      ['keep r1'],
    );
  });
});

describe('a secret that the system hands out once', () => {
  const rules = { ...ALL, secret: 'handed-out' } as const;

  it('makes a registration whose answer was lost useless: another is made', () => {
    const lost = row({ state: 'wanted', remoteId: null, secret: null });

    expect(bring(['order'], [lost], [listed()], rules)).toEqual(['create order', 'remove r1']);
  });

  it('leaves what a person registered by hand to that person', () => {
    expect(bring(['order'], [], [listed({ isOwn: false })], rules)).toEqual([
      'create order',
      'orphan r1 (duplicate)',
    ]);
  });
});
