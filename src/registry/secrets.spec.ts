import { planSecrets, type SealedSecret } from './secrets.js';

const NOW = 1_000_000;
const DAY_MS = 86_400_000;
const RULES = { names: ['webhook', 'apiKey'], now: NOW };

function sealed(id: string, overrides: Partial<SealedSecret> = {}): SealedSecret {
  return { id, name: 'webhook', cipher: `cipher ${id}`, notAfter: null, createdAt: 1, ...overrides };
}

/** A plan in one line: the new value, or the id of the one kept, with its end. */
function told(given: Parameters<typeof planSecrets>[0], present: readonly SealedSecret[]): string[] {
  return planSecrets(given, present, RULES).map(
    (plan) => `${plan.name} ${'keep' in plan ? plan.keep.id : plan.value} ${plan.notAfter ?? 'for ever'}`,
  );
}

describe('the secrets after a change', () => {
  it('keep those that were not named', () => {
    expect(told({}, [sealed('a'), sealed('b', { name: 'apiKey' })])).toEqual([
      'webhook a for ever',
      'apiKey b for ever',
    ]);
  });

  it('begin with the new value; the old one ends in a day', () => {
    expect(told({ webhook: 'new' }, [sealed('a')])).toEqual([
      'webhook new for ever',
      `webhook a ${NOW + DAY_MS}`,
    ]);
  });

  it('do not prolong a value that was to end already', () => {
    expect(told({ webhook: 'new' }, [sealed('a', { notAfter: NOW + 5 })])).toEqual([
      'webhook new for ever',
      `webhook a ${NOW + 5}`,
    ]);
  });

  it('are at most five of a name, the oldest fall out, ended ones first', () => {
    const present = [
      sealed('a'),
      sealed('b'),
      sealed('gone', { notAfter: NOW - 1 }),
      sealed('c'),
      sealed('d'),
      sealed('e'),
    ];

    expect(told({ webhook: 'new' }, present).map((line) => line.split(' ')[1])).toEqual([
      'new',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('are replaced by a list and removed by null', () => {
    expect(told({ webhook: [{ value: 'x' }, { value: 'y', notAfter: 7 }] }, [sealed('a')])).toEqual([
      'webhook x for ever',
      'webhook y 7',
    ]);
    expect(told({ webhook: null }, [sealed('a')])).toEqual([]);
  });

  it.each([
    [{ tokn: 'x' }, 'is no secret of this connector; it declares webhook, apiKey'],
    [{ webhook: '' }, 'must have 1 to 16384 bytes'],
    [{ webhook: 'x'.repeat(16_385) }, 'must have 1 to 16384 bytes'],
    [{ webhook: Array.from({ length: 6 }, () => ({ value: 'x' })) }, 'has more than 5 values'],
  ])('refuse %#', (given, message) => {
    expect(() => planSecrets(given, [], RULES)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        details: { errors: [expect.objectContaining({ message })] },
      }),
    );
  });
});
