import {
  ApiProblem,
  HookyardClient,
  type Answer,
  type Answered,
  type Ask,
  type PathOf,
  type Method,
} from '@hookyard/client';

import { CommandError, EXIT } from './exit-codes.js';

/** Where a host answers, and the key it is asked with. */
export interface Place {
  readonly url: string;
  readonly key: string;
}

type ItemOf<Page> = Page extends { items: (infer Item)[] } ? Item : never;

const PAGE = 200;

/** The management API of one host. What it refuses is thrown with its remedy and the code to end with. */
export class Api {
  private readonly client: HookyardClient;

  constructor(private readonly place: Place) {
    this.client = new HookyardClient(place);
  }

  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ask: Ask<M, P>,
  ): Promise<Answered<Answer<M, P>>> {
    try {
      return await this.client.call(method, path, ask);
    } catch (error) {
      throw this.told(error);
    }
  }

  async get<P extends PathOf<'GET'>>(path: P, ask: Ask<'GET', P>): Promise<Answer<'GET', P>> {
    return (await this.call('GET', path, ask)).body;
  }

  /** All pages of a list. */
  async all<P extends PathOf<'GET'>>(path: P, ask: Ask<'GET', P>): Promise<ItemOf<Answer<'GET', P>>[]> {
    const items: ItemOf<Answer<'GET', P>>[] = [];
    const query = (ask as { readonly query?: object }).query;
    for (let cursor: string | undefined; ;) {
      const paged = { ...ask, query: { ...query, limit: PAGE, cursor } };
      const page = (await this.get(path, paged)) as unknown as { items: typeof items; next: string | null };
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = page.next;
    }
  }

  /** A stream of `/v1/tail`, behind an event where one is named. */
  async tail(
    query: Readonly<Record<string, string | undefined>>,
    place: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { url, key } = this.place;
    const given = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
    const headers = {
      authorization: `Bearer ${key}`,
      accept: 'text/event-stream',
      ...(place === undefined ? {} : { 'last-event-id': place }),
    };
    const address = `${url.replace(/\/$/, '')}/v1/tail?${new URLSearchParams(given).toString()}`;
    const answer = await fetch(address, { headers, signal }).catch((error: unknown) => {
      throw this.told(error);
    });
    if (!answer.ok) throw this.told(await refusalOf(answer));
    return answer.body as unknown as AsyncIterable<Uint8Array>;
  }

  /** What an address streams. */
  async lines(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { url, key } = this.place;
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(url.replace(/\/$/, '') + path, { headers, signal }).catch((error: unknown) => {
      throw this.told(error);
    });
    if (!answer.ok) throw this.told(await refusalOf(answer));
    return answer.body as unknown as AsyncIterable<Uint8Array>;
  }

  /** Bytes as they are. */
  async send<Body>(path: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
    const { url, key } = this.place;
    const headers = { authorization: `Bearer ${key}`, 'content-type': type };
    const asked = { method: 'POST', headers, body: bytes };
    const answer = await fetch(url.replace(/\/$/, '') + path, asked).catch((error: unknown) => {
      throw this.told(error);
    });
    if (!answer.ok) throw this.told(await refusalOf(answer));
    return (await answer.json()) as Body;
  }

  private told(error: unknown): unknown {
    if (error instanceof ApiProblem) {
      const { status, code, remedy, details } = error;
      const fields = (details.errors ?? []).map(({ field, message }) => `\n  ${field} ${message}`).join('');
      const ends = status === 401 || status === 403 ? EXIT.notAllowed : EXIT.refused;
      return new CommandError(ends, error.message + fields, remedy, { status, code, ...details });
    }
    if (!(error instanceof TypeError)) return error;
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return new CommandError(
      EXIT.unreachable,
      `no host answers at ${this.place.url}${cause}`,
      'Start one (hookyard start), or name its address with --url, HOOKYARD_URL or a profile.',
    );
  }
}

async function refusalOf(answer: Response): Promise<ApiProblem> {
  const { code, remedy, ...details } = JSON.parse(await answer.text()) as ApiProblem['details'] & {
    readonly code: string;
    readonly remedy: string;
  };
  return new ApiProblem(answer.status, code, remedy, details);
}
