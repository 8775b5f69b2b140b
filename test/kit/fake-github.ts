import { createHmac, randomUUID } from 'node:crypto';

import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

export const GITHUB_TOKEN = 'github_pat_0123456789abcdef';

interface Config {
  readonly url?: string;
  readonly content_type?: string;
  readonly secret?: string;
}

export interface GithubHook {
  readonly id: number;
  active: boolean;
  events: readonly string[];
  config: Config;
}

const HOOKS = '/repos/:owner/:repository/hooks';
/** For each event. */
const MOST_HOOKS = 20;

/**
 * Hooks of a repository as its REST API keeps them (https://docs.github.com/rest/repos/webhooks): one with a list of
 * events, a second one with the same configuration and events refused with 422, at most 20 for an event, secrets shown as
 * stars, a ping as soon as one is made. What of `config` is not given in a change goes, the secret too.
 */
export class FakeGithub implements AsyncDisposable {
  readonly hooks: GithubHook[] = [];
  /** What pings were answered. */
  readonly pings: Promise<number>[] = [];
  private server!: SystemServer;
  private made = 0;

  static async start(): Promise<FakeGithub> {
    const fake = new FakeGithub();
    const guarded =
      (answer: (call: SystemCall, id: string) => SystemAnswer) =>
      (call: SystemCall, { id = '' }: Readonly<Record<string, string>>): SystemAnswer =>
        call.headers['authorization'] === `Bearer ${GITHUB_TOKEN}`
          ? answer(call, id)
          : failed(401, 'Bad credentials');
    fake.server = await systemServer([
      [`GET ${HOOKS}`, guarded((call) => fake.page(call))],
      [`POST ${HOOKS}`, guarded((call) => fake.make(call))],
      [`PATCH ${HOOKS}/:id`, guarded((call, id) => fake.edit(call, id))],
      [`DELETE ${HOOKS}/:id`, guarded((_call, id) => fake.remove(id))],
    ]);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  first(answer: Parameters<SystemServer['first']>[0]): void {
    this.server.first(answer);
  }

  /** Tells all active hooks of an event, and answers their statuses. */
  tell(event: string, body: object): Promise<number[]> {
    const told = this.hooks.filter(
      ({ active, events }) => active && (events.includes(event) || event === 'ping'),
    );
    return Promise.all(told.map((hook) => send(hook, event, body)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private page({ query }: SystemCall): SystemAnswer {
    const size = Math.min(Number(query.get('per_page') ?? 30), 100);
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    return { json: this.hooks.slice(from, from + size).map(shown) };
  }

  private make(call: SystemCall): SystemAnswer {
    const { events = ['push'], config = {}, active = true } = jsonOf(call) as Partial<GithubHook>;
    const isThere = this.hooks.some(
      (one) => one.config.url === config.url && String(one.events) === String(events),
    );
    if (isThere) return failed(422, 'Hook already exists on this repository');
    const full = events.find(
      (event) => this.hooks.filter((one) => one.events.includes(event)).length >= MOST_HOOKS,
    );
    if (full !== undefined)
      return failed(422, `The "${full}" event cannot have more than ${MOST_HOOKS} hooks`);
    this.made += 1;
    const hook = { id: this.made, events, config, active };
    this.hooks.push(hook);
    this.pings.push(send(hook, 'ping', { zen: 'Keep it logically awesome.', hook_id: hook.id }));
    return { status: 201, json: shown(hook) };
  }

  private edit(call: SystemCall, id: string): SystemAnswer {
    const hook = this.hooks.find((one) => String(one.id) === id);
    if (!hook) return failed(404, 'Not Found');
    const { events, config, active } = jsonOf(call) as Partial<GithubHook>;
    Object.assign(hook, {
      ...(events ? { events } : {}),
      ...(config ? { config } : {}),
      ...(active === undefined ? {} : { active }),
    });
    return { json: shown(hook) };
  }

  private remove(id: string): SystemAnswer {
    const place = this.hooks.findIndex((one) => String(one.id) === id);
    if (place < 0) return failed(404, 'Not Found');
    this.hooks.splice(place, 1);
    return { status: 204 };
  }
}

async function send({ config }: GithubHook, event: string, body: object): Promise<number> {
  const text = JSON.stringify(body);
  const { secret, url = '' } = config;
  const signature = secret === undefined ? {} : { 'x-hub-signature-256': signed(text, secret) };
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': randomUUID(),
    ...signature,
  };
  return (await fetch(url, { method: 'POST', headers, body: text })).status;
}

function signed(text: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}

function shown({ config, ...hook }: GithubHook): object {
  return {
    ...hook,
    type: 'Repository',
    name: 'web',
    config: { ...config, ...(config.secret ? { secret: '********' } : {}) },
  };
}

function failed(status: number, message: string): SystemAnswer {
  return { status, json: { message, documentation_url: 'https://docs.github.com/rest' } };
}
