import {
  Conflict,
  Invalid,
  failureOf,
  idIn,
  objectIn,
  restRecords,
  textOf,
  type ConnectorContext,
  type JsonObject,
  type RecordHandlers,
  type RestResource,
} from '@hookyard/sdk';

import { place, theProject, type GitlabSettings } from './presets.js';
import { idAt, pathOf } from './record-id.js';

export type Context = ConnectorContext<GitlabSettings>;
type Handlers = RecordHandlers<Context>;
type Own = Omit<RestResource<GitlabSettings>, 'path' | 'onePath'>;

/** The API gives at most this many at once. */
const MOST = 100;
const pages = { kind: 'link', size: 'per_page' } as const;
const byChange = { order_by: 'updated_at', sort: 'asc' } as const;

/** Records of one kind: read at the path that is their id, listed and made at `path`. */
function recordsAt(path: (settings: GitlabSettings) => string, own: Own): Handlers {
  return restRecords<GitlabSettings>({ path, onePath: pathOf, ...own });
}

/** State and labels as the API writes them: it reads `state` and a list, and takes an event and a text. */
function sent({ state, labels, ...record }: JsonObject, id: string | undefined): JsonObject {
  return {
    ...record,
    ...(Array.isArray(labels) ? { labels: labels.join(',') } : {}),
    ...(id !== undefined && typeof state === 'string'
      ? { state_event: state === 'closed' ? 'close' : 'reopen' }
      : {}),
  };
}

/** Lists reach over all projects of a group; what is made, is made in a project. */
function listedAndMade(kind: string): Handlers {
  const own: Own = {
    id: idAt(kind, 'iid'),
    version: 'updated_at',
    list: {
      pages,
      most: MOST,
      query: { scope: 'all', state: 'all', ...byChange },
      since: { query: 'updated_after' },
    },
  };
  return {
    ...recordsAt((settings) => `${theProject(settings)}/${kind}`, {
      id: idAt(kind, 'iid'),
      version: 'updated_at',
      create: { body: sent },
      update: { method: 'PUT', body: sent },
      delete: {},
    }),
    ...only(
      recordsAt((settings) => `${place(settings)}/${kind}`, own),
      'list',
    ),
  };
}

export const issues: Handlers = listedAndMade('issues');
export const mergeRequests: Handlers = listedAndMade('merge_requests');

/** A release does not say which project it is of, and is found by its tag. */
const ofProject = recordsAt((settings) => `${theProject(settings)}/releases`, {
  id: 'tag_name',
  list: { pages, most: MOST },
  create: { taken: { statuses: [409], existing: (_body, record) => textOf(record['tag_name']) } },
  update: { method: 'PUT' },
  delete: {},
});

export const releases: Handlers = {
  ...ofProject,
  list: async (page, ctx) => {
    const { ids = [], ...rest } = (await ofProject.list?.(page, ctx)) ?? { done: true };
    return { ...rest, ids: ids.map(tagged(await projectNumber(ctx))) };
  },
  create: async (record, ctx) => {
    const idOf = tagged(await projectNumber(ctx));
    try {
      const made = await ofProject.create?.(record, ctx);
      if (!made) throw new Invalid('no release was made');
      return { ...made, id: idOf(made.id) };
    } catch (error) {
      const { existingId, message = '' } = failureOf(error) ?? {};
      throw existingId === undefined ? error : new Conflict(message, idOf(existingId));
    }
  },
  lookup: async ({ tag_name: tag, ...others }, ctx) => {
    const name = textOf(tag);
    if (name === undefined || Object.keys(others).length > 0) return [];
    const id = tagged(await projectNumber(ctx))(name);
    return (await ofProject.get?.(id, ctx)) ? [id] : [];
  },
};

function tagged(project: string): (tag: string) => string {
  return (tag) => `${project}/releases/${encodeURIComponent(tag)}`;
}

/** The number of the project of the settings, which ids are made with. */
async function projectNumber({ http, settings }: Context): Promise<string> {
  if (/^\d+$/.test(settings.path)) return settings.path;
  return idIn(objectIn(await http.get(theProject(settings))));
}

const ofGroup = recordsAt((settings) => `${place(settings)}/projects`, {
  list: {
    pages,
    most: MOST,
    query: { include_subgroups: true, order_by: 'id', sort: 'asc' },
  },
});

export const projects: Handlers = {
  ...ofGroup,
  list: async (page, ctx) => {
    if (ctx.settings.level === 'project') return { ids: [await projectNumber(ctx)], done: true };
    return (await ofGroup.list?.(page, ctx)) ?? { ids: [], done: true };
  },
};

const notesOf = recordsAt(theProject, { version: 'updated_at', update: { method: 'PUT' }, delete: {} });

/** Comments; a new one names the issue or merge request it is on: `42/issues/7`. */
export const notes: Handlers = {
  ...notesOf,
  create: async (record, { http }) => {
    const on = textOf(record['issue']) ?? '';
    if (!/^\d+\/(?:issues|merge_requests)\/\d+$/.test(on))
      throw new Invalid('a comment names what it is on: 42/issues/7 or 42/merge_requests/7', ['issue']);
    const answer = await http.post(`${pathOf(on)}/notes`, { json: { body: record['body'] } });
    const made = objectIn(answer);
    return { id: `${on}/notes/${idIn(made)}`, record: made };
  },
};

/** What is only read: pipelines, jobs and deployments are made by GitLab itself. */
export const readOnly: Handlers = recordsAt(theProject, { version: 'updated_at' });
/** Wiki pages have no time of their own. */
export const wikiPages: Handlers = recordsAt((settings) => `${theProject(settings)}/wikis`, {});

function only(handlers: Handlers, name: 'list'): Handlers {
  const { [name]: kept } = handlers;
  return kept ? { [name]: kept } : {};
}
