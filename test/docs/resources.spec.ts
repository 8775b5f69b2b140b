import { openApiDocument } from '../../src/admin/index.js';
import { RESOURCES, listOf, operationsOf } from '../../scripts/resources.mjs';
import type { ApiDocument } from '../kit/described.js';

const OPERATIONS = ['create', 'read', 'list', 'change', 'delete'] as const;
let paths: ApiDocument['paths'];

beforeAll(async () => {
  paths = ((await openApiDocument('1.0.0')) as ApiDocument).paths;
});

/** Answers with `items`, or with an array: a list, whatever it is called. */
function isList(path: string): boolean {
  const schema = JSON.stringify(paths[path]?.['get']?.responses['200']?.content ?? {});
  return (
    path.startsWith('/v1/') &&
    (/"next":|WindowsBody/.test(schema) || /"type":"array"/.test(schema.slice(0, 80)))
  );
}

/** Arrays and time lines that are no lists of a resource. */
const NO_LISTS: Readonly<Record<string, string>> = {
  '/v1/connections/{id}/budgets': 'one for each of the two directions',
};

describe('the table of resources', () => {
  it('names every list there is', () => {
    const lists = Object.keys(paths).filter((path) => isList(path) && !(path in NO_LISTS));

    expect(lists.length).toBeGreaterThan(25);
    expect(RESOURCES.map(({ path }) => path).toSorted()).toEqual(lists.toSorted());
  });

  it.each(RESOURCES)('$name: has pages, orders and what a list is asked by', (resource) => {
    const { hasPages, sorts } = listOf(resource, paths);

    expect(hasPages).toBe(true);
    expect(sorts.length).toBeGreaterThan(0);
  });

  it.each(RESOURCES)('$name: has each operation, or says why not', (resource) => {
    const operations = operationsOf(resource, paths);
    const { without = {} } = resource;

    const said = OPERATIONS.filter((name) => name in without);
    const missing = OPERATIONS.filter((name) => operations[name] === undefined);
    expect(said).toEqual(missing);
    for (const why of Object.values(without)) expect(why).toMatch(/\w+ \w+/);
  });
});
