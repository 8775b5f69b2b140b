import {
  Conflict,
  Invalid,
  RetryLater,
  type ConnectorContext,
  type HttpResponse,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';
import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);
const webhook = z.object({ id, address: z.string(), topic: z.string() });

/** The API gives at most this many at once. */
const MAX_PAGE = 250;
const UNPROCESSABLE = 422;

/** Hooks of the app whose token is used: one for each topic and address, a second one is refused. */
export const subscriptions: SubscriptionDefinition<ConnectorContext<unknown>> = {
  list: async ({ http }) => {
    const found: PresentSubscription[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: MAX_PAGE, page_info: cursor };
      const answer = await http.get('/webhooks.json', { query });
      found.push(...held(answer, z.object({ webhooks: z.array(webhook) })).webhooks.map(present));
      cursor = nextPage(answer.headers['link']);
    } while (cursor !== undefined);
    return found;
  },
  create: async ({ url, topics: [topic] }, { http }) => {
    const json = { webhook: { topic, address: url, format: 'json' } };
    return idIn(await http.post('/webhooks.json', { json, accept: [UNPROCESSABLE] }));
  },
  update: async (name, { url }: WantedSubscription, { http }) => {
    const path = pathOf(name);
    return idIn(
      await http.put(path, { json: { webhook: { id: name, address: url } }, accept: [UNPROCESSABLE] }),
    );
  },
  remove: async (name, { http }) => {
    await http.delete(pathOf(name));
  },
};

function pathOf(name: string): string {
  return `/webhooks/${encodeURIComponent(name)}.json`;
}

function present({ id: one, address, topic }: z.output<typeof webhook>): PresentSubscription {
  return { id: one, url: address, topics: [topic] };
}

function idIn(answer: HttpResponse): { readonly id: string } {
  if (answer.status !== UNPROCESSABLE) return held(answer, z.object({ webhook: z.object({ id }) })).webhook;
  const said = answer.text().slice(0, 300);
  if (said.includes('already been taken')) throw new Conflict(said);
  throw new Invalid(said);
}

function held<T extends z.ZodType>(answer: HttpResponse, schema: T): z.output<T> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new RetryLater(`an answer about webhooks was something else: ${answer.text().slice(0, 200)}`);
}

/** The cursor in `<https://…?page_info=abc>; rel="next"`. */
function nextPage(link: string | undefined): string | undefined {
  return /[?&]page_info=([^&>]+)[^>]*>;\s*rel="next"/.exec(link ?? '')?.[1];
}
