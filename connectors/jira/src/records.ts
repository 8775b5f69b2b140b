import {
  BadConfig,
  idIn,
  Invalid,
  listIn,
  objectIn,
  restRecords,
  textOf,
  unlessGone,
  valueAt,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context, JiraSettings } from './presets.js';

type Page = Parameters<NonNullable<RecordHandlers<Context>['list']>>[0];

const FIELDS = '*navigable';
const MOST = 100;
const AT_CREATION_ALONE: ReadonlySet<string> = new Set(['project', 'issuetype']);

const basic = restRecords<JiraSettings>({
  path: '/issue',
  oneQuery: { fields: FIELDS },
  version: 'fields.updated',
  delete: {},
});

const issues: RecordHandlers<Context> = {
  ...basic,
  list: searched,
  lookup: async ({ key, ...others }, { http }) => {
    if (typeof key !== 'string' || Object.keys(others).length > 0) return [];
    const path = `/issue/${encodeURIComponent(key)}`;
    const found = await unlessGone(async () =>
      objectIn(await http.get(path, { query: { fields: 'updated' } })),
    );
    return found === null ? [] : [idIn(found)];
  },
  create: async (record, { http, settings: { project, issueType } }) => {
    const given = fieldsOf(record);
    if (project === undefined && given['project'] === undefined)
      throw new BadConfig('an issue is made in a project: name one in the settings', 'project');
    const fields = { project: { key: project ?? null }, issuetype: { name: issueType }, ...given };
    return { id: idIn(objectIn(await http.post('/issue', { json: { fields } }))) };
  },
  update: async (id, record, _change, { http }) => {
    const fields = Object.entries(fieldsOf(record)).filter(([name]) => !AT_CREATION_ALONE.has(name));
    await http.put(`/issue/${encodeURIComponent(id)}`, { json: { fields: Object.fromEntries(fields) } });
    return {};
  },
};

function fieldsOf(record: JsonObject): JsonObject {
  const fields = record['fields'];
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new Invalid('an issue is written by its fields', ['fields']);
  return fields as JsonObject;
}

/** JQL counts a day in the time zone of the user, but takes milliseconds as they are. */
async function searched({ cursor, since, limit }: Page, { http, settings: { project } }: Context) {
  const within = project === undefined ? [] : [`project = "${project}"`];
  // A search without bounds is refused.
  const jql = `${[...within, `updated >= ${since ?? 0}`].join(' AND ')} ORDER BY updated ASC`;
  const query = { jql, fields: FIELDS, maxResults: Math.min(limit, MOST), nextPageToken: cursor };
  const answer = await http.get('/search/jql', { query });
  const items = listIn(answer, 'issues');
  const next = textOf(valueAt(answer.json(), 'nextPageToken'));
  return {
    items,
    ids: items.map((item) => idIn(item)),
    ...(next === undefined ? {} : { cursor: next }),
    done: next === undefined,
  };
}

/** `10001/comment/7`: below its issue, and of one form alone. */
function commentPath(id: string): string {
  const [issue = '', kind, comment = '', ...more] = id.split('/');
  if (kind !== 'comment' || ![issue, comment].every((part) => /^\d{1,30}$/.test(part)) || more.length > 0)
    throw new Invalid(`'${id.slice(0, 100)}' is no id of a comment: ISSUE/comment/NUMBER`);
  return `/issue/${issue}/comment/${comment}`;
}

const comments: RecordHandlers<Context> = {
  version: 'updated',
  get: (id, { http }) => unlessGone(async () => objectIn(await http.get(commentPath(id)))),
  create: async ({ issue, ...record }, { http }) => {
    const id = textOf(issue as Json | undefined);
    if (id === undefined) throw new Invalid('a comment needs the issue it is on', ['issue']);
    const made = objectIn(await http.post(`/issue/${encodeURIComponent(id)}/comment`, { json: record }));
    return { id: `${id}/comment/${idIn(made)}`, record: made, ...versionOf(made) };
  },
  update: async (id, { issue: _issue, ...record }, _change, { http }) => {
    const written = objectIn(await http.put(commentPath(id), { json: record }));
    return { record: written, ...versionOf(written) };
  },
  delete: async (id, { http }) => {
    await http.delete(commentPath(id));
  },
};

function versionOf({ updated }: JsonObject): { readonly version?: string } {
  return typeof updated === 'string' ? { version: updated } : {};
}

export const records = {
  'x:ISSUE': issues,
  MESSAGE: comments,
  'x:PROJECT': restRecords<JiraSettings>({
    path: '/project/search',
    onePath: (id) => `/project/${encodeURIComponent(id)}`,
    many: 'values',
    list: { pages: { kind: 'offset', size: 'maxResults', offset: 'startAt' }, most: MOST },
  }),
  'x:RELEASE': restRecords<JiraSettings>({ path: '/version', create: {}, update: { method: 'PUT' } }),
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
