import { cutBody } from './cut-body.js';

const cut = (body: string, element: number, recordId: string): string | null =>
  cutBody(Buffer.from(body), { element, recordId })?.toString() ?? null;

describe('a body without one of its elements', () => {
  it('keeps the places and the values of the others, numbers as they were written', () => {
    const body =
      '{"account":7,"events":[{"id":1,"n":12345678901234567890},{"id":2,"name":"Ann"},{"id":3,"n":1.50}]}';

    expect(cut(body, 1, '2')).toBe(
      '{"account":7,"events":[{"id":1,"n":12345678901234567890},{},{"id":3,"n":1.50}]}',
    );
  });

  it('takes the outermost list whose entry names the record, not one inside another element', () => {
    const body = '{"events":[{"id":"a","parts":["x","b"]},{"id":"b"}]}';

    expect(cut(body, 1, 'b')).toBe('{"events":[{"id":"a","parts":["x","b"]},{}]}');
  });

  it('finds ids that no double holds', () => {
    expect(cut('[{"id":1},{"id":90071992547409931}]', 1, '90071992547409931')).toBe('[{"id":1},{}]');
  });

  it('cuts a line out of lines of JSON', () => {
    expect(cut('{"id":1}\n\n{"id":2,"name":"Ann"}\n{"id":3}\n', 1, '2')).toBe('{"id":1}\n\n{}\n{"id":3}\n');
  });

  it.each([
    ['XML', '<r><id>2</id></r>', 0],
    ['an entry that names another', '[{"id":1},{"id":3}]', 1],
    ['a body without such a list', '{"first":{"id":1},"second":{"id":2}}', 1],
    ['a line that names another', '{"id":1}\n{"id":3}', 1],
    ['a body too long to read at once', `[{"id":2,"x":"${'x'.repeat(1024 * 1024)}"}]`, 0],
  ])('is not made of %s', (_what, body, element) => {
    expect(cut(body, element, '2')).toBeNull();
  });
});
