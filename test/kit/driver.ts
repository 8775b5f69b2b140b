import { Described, type ApiDocument, type DescribedAnswer } from './described.js';
import type { HostProcess } from './host-process.js';

type Body = Record<string, unknown> & { readonly id: string };

interface Wanted {
  readonly body?: unknown;
  readonly text?: string;
  /** Where the operation is shown by what it refuses. */
  readonly status?: number;
  /** It may be over already: a conflict will do. */
  readonly mayBeOver?: boolean;
}

/** Calls operations of a host as its description names them, and holds every answer to it. */
export class ApiDriver {
  private readonly answered = new Set<string>();

  private constructor(
    private readonly host: HostProcess,
    private readonly described: Described,
  ) {}

  static async of(host: HostProcess): Promise<ApiDriver> {
    const { body } = await host.admin.raw('GET', '/openapi.json');
    return new ApiDriver(host, new Described(body as ApiDocument));
  }

  /** Operations that nothing called, of all there are. */
  left(): readonly string[] {
    return this.described
      .operations()
      .map(({ name }) => name)
      .filter((name) => !this.answered.has(name));
  }

  /** Throws when the answer is not as described, or not the one that is wanted. */
  async call(method: string, url: string, wanted: Wanted = {}): Promise<Body> {
    const answer = await this.send(method, url, wanted);
    const wrong = this.described.whyWrong(method, url, answer);
    if (wrong !== null) throw new Error(wrong);
    const { status } = answer;
    const isWanted = wanted.status === undefined ? status < 300 : status === wanted.status;
    const isOver = wanted.mayBeOver === true && status === 409;
    if (!isWanted && !isOver) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(answer.body)}`);
    this.answered.add(this.described.nameOf(method, url) ?? url);
    return answer.body as Body;
  }

  get(url: string): Promise<Body> {
    return this.call('GET', url);
  }

  post(url: string, body?: unknown): Promise<Body> {
    return this.call('POST', url, { body });
  }

  async items(url: string): Promise<Body[]> {
    return (await this.get(url))['items'] as Body[];
  }

  private async send(method: string, url: string, { body, text }: Wanted): Promise<DescribedAnswer> {
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = text === undefined ? 'application/json' : 'text/plain';
    const answer = await fetch(this.host.url + url, {
      method,
      headers: {
        authorization: `Bearer ${this.host.adminKey}`,
        ...(payload === undefined ? {} : { 'content-type': sent }),
      },
      body: payload,
    });
    const type = answer.headers.get('content-type') ?? '';
    const got = await answer.text();
    const isJson = type.includes('json') && !type.includes('ndjson') && got !== '';
    return { status: answer.status, type, body: isJson ? (JSON.parse(got) as unknown) : got };
  }
}
