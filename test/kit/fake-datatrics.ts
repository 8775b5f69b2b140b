import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

type Profile = Readonly<Record<string, unknown>>;

/** A webhook step of a campaign, as its settings are. */
export interface WebhookStep {
  readonly url: string;
  readonly method: 'POST' | 'GET';
  /** DT-A1: the documents do not say how a POST is written. */
  readonly as?: 'json' | 'form';
  /** Fields of the profile that are sent; what it has not is sent empty (DT-A5). */
  readonly fields: readonly string[];
  readonly extra?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export const DATATRICS_KEY = 'datatrics-api-key';
const PROJECT = '310001';
const MOST_IN_BULK = 50;

/** Datatrics as its help pages and API 2.0 say it behaves: profiles over REST, and calls of its campaigns. */
export class FakeDatatrics implements AsyncDisposable {
  readonly profiles = new Map<string, Profile>();
  private isSkipping = false;
  private writesTakeMs = 0;
  private error: SystemAnswer | undefined;

  private constructor(private readonly server: SystemServer) {}

  static async start(): Promise<FakeDatatrics> {
    const self: { fake?: FakeDatatrics } = {};
    const its =
      (answer: (fake: FakeDatatrics, call: SystemCall, names: { readonly id?: string }) => SystemAnswer) =>
      async (call: SystemCall, names: { readonly id?: string }): Promise<SystemAnswer> => {
        const fake = self.fake as FakeDatatrics;
        if (call.method !== 'GET') await fake.takeTime();
        return fake.refused(call) ?? answer(fake, call, names);
      };
    const base = `/2.0/project/${PROJECT}/profile`;
    const server = await systemServer([
      [`GET ${base}`, its((fake, call) => fake.list(call))],
      [`POST ${base}/bulk`, its((fake, call) => fake.bulk(call))],
      [`GET ${base}/:id`, its((fake, _call, { id }) => fake.one(id))],
      [`POST ${base}`, its((fake, call) => fake.write(jsonOf(call)))],
      [
        `PUT ${base}/:id`,
        its((fake, call, { id }) => (fake.profiles.has(id ?? '') ? fake.write(jsonOf(call)) : fake.one(id))),
      ],
      [`DELETE ${base}/:id`, its((fake, _call, { id }) => fake.remove(id))],
    ]);
    return (self.fake = new FakeDatatrics(server));
  }

  get url(): string {
    return this.server.url;
  }

  get calls(): readonly SystemCall[] {
    return this.server.calls;
  }

  get projectId(): string {
    return PROJECT;
  }

  /** The next bulk call skips one item, without a reason (T5). */
  skipOne(): void {
    this.isSkipping = true;
  }

  /** Its writes take so long from now on. */
  answerWritesAfter(ms: number): void {
    this.writesTakeMs = ms;
  }

  countBy(field: string, value: string): number {
    return [...this.profiles.values()].filter((profile) => profile[field] === value).length;
  }

  /** The next call is answered with this error, in one of the two forms the API has. */
  failNext(status: 403 | 404 | 424 | 500, form: 'nested' | 'flat'): void {
    const message = `simulated ${status}`;
    this.error = { status, json: form === 'nested' ? { error: { message } } : { message } };
  }

  /** A profile reaches the step: one call, whose answer's body nobody reads. */
  async reach(step: WebhookStep, profile: Profile): Promise<number> {
    const chosen = step.fields.map((field) => [field, textOf(profile[field])] as const);
    const values = { ...Object.fromEntries(chosen), ...step.extra };
    const { url, body, type } = requestOf(step, values);
    const answer = await fetch(url, {
      method: step.method,
      headers: { ...step.headers, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private async takeTime(): Promise<void> {
    if (this.writesTakeMs > 0) await new Promise((resolve) => setTimeout(resolve, this.writesTakeMs));
  }

  private refused({ headers }: SystemCall): SystemAnswer | undefined {
    if (headers['x-apikey'] !== DATATRICS_KEY)
      return { status: 403, json: { error: { message: 'Invalid API key' } } };
    const { error } = this;
    this.error = undefined;
    return error;
  }

  private list({ query }: SystemCall): SystemAnswer {
    const size = Number(query.get('limit') ?? 25);
    const page = Number(query.get('page') ?? 1);
    const email = query.get('q[email]');
    const found = [...this.profiles.values()].filter(
      (profile) => email === null || profile['email'] === email,
    );
    const items = found.slice((page - 1) * size, page * size);
    return {
      json: { total_elements: found.length, total_pages: Math.ceil(found.length / size), page, size, items },
    };
  }

  private one(id = ''): SystemAnswer {
    const profile = this.profiles.get(id);
    return profile ? { json: profile } : { status: 404, json: { message: 'Profile not found' } };
  }

  /** Written with its fields inside, read back flat (T4). */
  private write(given: Readonly<Record<string, unknown>>): SystemAnswer {
    const { profileid, source, objecttype, profile } = given as {
      profileid: string;
      profile: Profile;
    } & Profile;
    this.profiles.set(profileid, {
      ...this.profiles.get(profileid),
      ...profile,
      profileid,
      source,
      objecttype,
    });
    return this.one(profileid);
  }

  private bulk(call: SystemCall): SystemAnswer {
    const { items } = jsonOf(call) as { items: Profile[] };
    if (items.length > MOST_IN_BULK)
      return { status: 424, json: { message: `at most ${MOST_IN_BULK} items` } };
    const taken = this.isSkipping ? items.slice(1) : items;
    this.isSkipping = false;
    for (const item of taken) this.write(item);
    return {
      json: { total_elements: items.length, items: taken.map(({ profileid }) => ({ id: profileid })) },
    };
  }

  private remove(id = ''): SystemAnswer {
    if (!this.profiles.delete(id)) return this.one(id);
    return { status: 204 };
  }
}

function requestOf(
  { url, method, as = 'json' }: WebhookStep,
  values: Readonly<Record<string, string>>,
): { readonly url: string; readonly body?: string; readonly type?: string } {
  const encoded = new URLSearchParams(values).toString();
  if (method === 'GET') return { url: `${url}?${encoded}` };
  if (as === 'form') return { url, body: encoded, type: 'application/x-www-form-urlencoded' };
  return { url, body: JSON.stringify(values), type: 'application/json' };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
