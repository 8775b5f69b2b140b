import type { Question } from '../flow/index.js';

import { readAnswer, type AnswerRules } from './decision-answer.js';

const QUESTION: Question = {
  step: 'update',
  recordType: 'TRANSACTION',
  connection: 'con_1',
  externalId: '1',
  incoming: { city: 'Oslo', lines: [{ id: 'a' }, { id: 'b' }] },
  stored: null,
  changes: {},
};
const RULES: AnswerRules = { position: 'before', question: QUESTION, problemsOf: () => [] };

const read = (answer: unknown, rules: Partial<AnswerRules> = {}) =>
  readAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), { ...RULES, ...rules });
const whyNot = (...asked: Parameters<typeof read>): string | null => {
  const it = read(...asked);
  return it.kind === 'invalid' ? it.message : null;
};

describe('the answer of a handler', () => {
  it('is one of four decisions', () => {
    expect(read({ decision: 'proceed' })).toEqual({
      kind: 'decided',
      answer: 'proceed',
      record: null,
      reason: null,
    });
    expect(read({ decision: 'skip', reason: 'not ours', more: 1 })).toMatchObject({
      answer: 'skip',
      reason: 'not ours',
    });
  });

  it.each([
    ['', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['{"decision":', 'no JSON object'],
    [{ decision: 'Proceed' }, 'names no decision'],
    [{ decision: 'skip', reason: 7 }, 'its reason is no text'],
    [{ decision: 'skip', reason: 'x'.repeat(1_001) }, 'its reason is no text'],
    [{ decision: 'reject' }, 'without a reason'],
    [{ decision: 'reject', reason: ' ' }, 'without a reason'],
    [{ decision: 'replace' }, 'without a record'],
    [{ decision: 'replace', record: [] }, 'its record is no object'],
    [{ decision: 'proceed', record: {} }, 'belongs to replace'],
    [{ decision: 'replace', record: { lines: [{ id: 'a' }, {}] } }, 'lines has an entry without an id'],
    [{ decision: 'replace', record: { lines: [{ id: 'a' }, { id: 'a' }] } }, 'without an id of its own'],
  ])('%j fails', (answer, why) => {
    expect(whyNot(answer)).toContain(why);
  });

  it('of who did the step itself says what the record is now; of a record that is gone it may', () => {
    const rules = { position: 'instead' } as const;
    const ofDelete = { ...rules, question: { ...QUESTION, step: 'delete', incoming: null } as const };

    expect(whyNot({ decision: 'proceed' }, rules)).toContain('without a record');
    expect(whyNot({ decision: 'proceed', record: { city: 'Bergen' } }, rules)).toBeNull();
    expect(whyNot({ decision: 'proceed' }, ofDelete)).toBeNull();
  });

  it('names the fields its type cannot hold', () => {
    const problemsOf = () => ['city is to hold text, not object'];

    expect(whyNot({ decision: 'replace', record: { city: {} } }, { problemsOf })).toBe(
      'its record does not fit TRANSACTION: city is to hold text, not object',
    );
  });

  it('keeps numbers as they were written', () => {
    const given = '{"decision":"replace","record":{"ref":9007199254740993}}';

    expect(JSON.stringify(read(given))).toContain('9007199254740993');
  });
});
