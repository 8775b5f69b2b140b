import { openApiDocument } from '../../src/admin/index.js';
import { Described, type ApiDocument } from '../kit/described.js';

let described: Described;

beforeAll(async () => {
  described = new Described((await openApiDocument('1.0.0')) as ApiDocument);
});

describe('the description, made without a host,', () => {
  it('gives every operation a name of its own, a summary, a section and the role it needs', () => {
    const operations = described.operations();

    expect(operations.length).toBeGreaterThan(120);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { name, operation } of operations) {
      expect({ name, summary: operation.summary, tags: operation.tags }).toEqual({
        name,
        summary: expect.stringMatching(/\w{3}/),
        tags: [expect.any(String)],
      });
      if (name.includes('/v1/'))
        expect({ name, role: operation['x-hookyard-role'] }).toMatchObject({ role: expect.any(String) });
    }
  });

  it('shows a body and an answer of every operation by an example that its schema allows', () => {
    expect(described.operations().flatMap(({ name }) => described.wrongExamples(name))).toEqual([]);
  });

  it('says of every operation what it is refused for', () => {
    for (const { name, operation } of described.operations().filter((one) => one.name.includes('/v1/'))) {
      const statuses = Object.keys(operation.responses);

      expect({ name, statuses }).toEqual({
        name,
        statuses: expect.arrayContaining(['400', '401', '403', '500', '503']),
      });
      if (operation['x-hookyard-if-match'])
        expect({ name, statuses }).toMatchObject({ statuses: expect.arrayContaining(['412']) });
      if (operation['x-hookyard-idempotency'])
        expect({ name, statuses }).toMatchObject({ statuses: expect.arrayContaining(['409', '422', '429']) });
    }
  });
});
