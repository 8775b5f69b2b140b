import {
  idIn,
  objectIn,
  Invalid,
  restRecords,
  textOf,
  type ConnectorContext,
  unlessGone,
  type Json,
  type JsonObject,
  type RecordHandlers,
  type RestResource,
} from '@hookyard/sdk';

import { place, theRepository, type GithubSettings } from './presets.js';
import { idOfUrl, normalized, pathOf } from './record-id.js';

export type Context = ConnectorContext<GithubSettings>;
type Handlers = RecordHandlers<Context>;

/** The API gives at most this many at once. */
const MOST = 100;

export const headers = {
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
} as const;

type Own = Pick<RestResource<GithubSettings>, 'list' | 'create' | 'update' | 'delete' | 'version' | 'many'>;

/** Records of one kind: read at the path that is their id, listed and made at `path`. */
function recordsAt(path: (settings: GithubSettings) => string, own: Own = {}): Handlers {
  return {
    ...restRecords<GithubSettings>({
      path,
      onePath: pathOf,
      id: ({ url }) => idOfUrl(url),
      headers,
      ...own,
    }),
    id: { normalize: normalized },
  };
}

const pages = { kind: 'link', size: 'per_page' } as const;

const listed = recordsAt((settings) => `${place(settings)}/issues`, {
  version: 'updated_at',
  list: {
    pages,
    most: MOST,
    // `filter` is of organisations, whose list is otherwise of what is assigned to the token's owner.
    query: { state: 'all', sort: 'updated', direction: 'asc', filter: 'all' },
    since: { query: 'since' },
  },
});

/** Lists of issues name pull requests too; only they can be asked for what changed since a time. */
async function partOf(
  page: Parameters<NonNullable<Handlers['list']>>[0],
  ctx: Context,
  isWanted: (record: JsonObject) => boolean,
) {
  const { items = [], ids = [], ...rest } = (await listed.list?.(page, ctx)) ?? { done: true };
  const kept = items.flatMap((item, index) => (isWanted(item) ? [{ item, id: ids[index] ?? '' }] : []));
  return { kept, rest };
}

const written = recordsAt((settings) => `${theRepository(settings)}/issues`, {
  version: 'updated_at',
  create: {},
  update: {},
});

export const issues: Handlers = {
  ...written,
  list: async (page, ctx) => {
    const { kept, rest } = await partOf(page, ctx, (record) => record['pull_request'] === undefined);
    return { ...rest, items: kept.map(({ item }) => item), ids: kept.map(({ id }) => id) };
  },
};

export const pullRequests: Handlers = {
  ...recordsAt((settings) => `${theRepository(settings)}/pulls`, {
    version: 'updated_at',
    create: {},
    update: {},
  }),
  list: async (page, ctx) => {
    const { kept, rest } = await partOf(page, ctx, (record) => record['pull_request'] !== undefined);
    const versions = kept.map(({ item }) => textOf(item['updated_at']));
    return { ...rest, ids: kept.map(({ id }) => id.replace('/issues/', '/pulls/')), versions };
  },
};

/** A tag has one release; a second is refused. */
export const releases: Handlers = {
  ...recordsAt((settings) => `${theRepository(settings)}/releases`, {
    list: { pages, most: MOST },
    create: { taken: { statuses: [422], existing: (_body, record, ctx) => ofTag(record['tag_name'], ctx) } },
    update: {},
    delete: {},
  }),
  lookup: async ({ tag_name: tag, ...others }, ctx) => {
    const id = Object.keys(others).length === 0 ? await ofTag(tag, ctx) : undefined;
    return id === undefined ? [] : [id];
  },
};

async function ofTag(tag: Json | undefined, { http, settings }: Context): Promise<string | undefined> {
  const name = textOf(tag);
  if (name === undefined) return undefined;
  const address = `${theRepository(settings)}/releases/tags/${encodeURIComponent(name)}`;
  const answer = await unlessGone(() => http.get(address, { headers }));
  return answer === null ? undefined : idOfUrl(objectIn(answer)['url']);
}

const ofOrganisation = recordsAt((settings) => `/orgs/${settings.owner}/repos`, {
  version: 'updated_at',
  list: { pages, most: MOST, query: { sort: 'updated', direction: 'asc' } },
});

export const repositories: Handlers = {
  ...ofOrganisation,
  list: async (page, ctx) => {
    const { owner, repository } = ctx.settings;
    if (repository !== undefined) return { ids: [normalized(`${owner}/${repository}`)], done: true };
    return (await ofOrganisation.list?.(page, ctx)) ?? { ids: [], done: true };
  },
};

const anyComments = recordsAt(theRepository, { version: 'updated_at', update: {}, delete: {} });

/** Comments of issues, pull requests and commits; a new one names the issue or pull request it is on: `octo/hello/issues/12`. */
export const comments: Handlers = {
  ...anyComments,
  create: async (record, { http }) => {
    const on = normalized(textOf(record['issue']) ?? '').replace('/pulls/', '/issues/');
    if (!/^[^/]+\/[^/]+\/issues\/\d+$/.test(on))
      throw new Invalid('a comment names the issue it is on: owner/name/issues/12', ['issue']);
    const answer = await http.post(`${pathOf(on)}/comments`, { json: { body: record['body'] }, headers });
    const made = objectIn(answer);
    const version = textOf(made['updated_at']);
    return { id: idOfUrl(idIn(made, 'url')), record: made, ...(version === undefined ? {} : { version }) };
  },
};

/** What is only read: builds, deployments and alerts are made by GitHub itself. */
export const readOnly: Handlers = recordsAt(theRepository, { version: 'updated_at' });
