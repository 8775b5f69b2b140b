import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What its check is answered; `hang`: nothing. */
export type AccountAnswer = { readonly status: number; readonly body?: object } | 'hang';

/** A system whose key says whose it is, over real HTTP: `/account`, and things under `/things/…`. */
export class FakeAccounts implements AsyncDisposable {
  /** Calls of `/account`. */
  checks = 0;
  /** Calls of `/account` under way at the same time, at the most. */
  mostAtOnce = 0;
  things = 0;
  private underWay = 0;
  private how: () => AccountAnswer | Promise<AccountAnswer> = () => WELL;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<FakeAccounts> {
    const fake = new FakeAccounts();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Undefined: all is well. */
  says(how: (() => AccountAnswer | Promise<AccountAnswer>) | undefined): void {
    this.how = how ?? (() => WELL);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve({ url, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (headers.authorization !== 'Bearer a-good-key') return send(response, { status: 401 });
    if (url !== '/account') {
      this.things += 1;
      return send(response, { status: 200, body: { id: url?.split('/').at(-1), name: 'A thing' } });
    }
    this.checks += 1;
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    const answer = await this.how();
    this.underWay -= 1;
    if (answer !== 'hang') send(response, answer);
  }
}

const WELL = { status: 200, body: { ok: true, message: 'Cycle Corner', account: 'acct_1' } } as const;

function send(
  response: ServerResponse,
  { status, body = {} }: { readonly status: number; readonly body?: object },
): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A connector for it, whose check says what `/account` answers. */
export function accountsConnector(url: string): string {
  return `
export const connector = {
  name: 'accounts',
  version: '1.0.0',
  secrets: { api: 'Key' },
  auth: { kind: 'bearer', secret: 'api' },
  baseUrl: '${url}',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing changed → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'what it says is read back' }, scope: '"thing/changed"', externalId: 'id' },
  records: { PRODUCT: { get: async (id, ctx) => (await ctx.http.get('/things/' + id)).json() } },
  check: async (ctx) => (await ctx.http.get('/account')).json(),
  collections: [{ name: 'TO', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }] }],
};
`;
}
