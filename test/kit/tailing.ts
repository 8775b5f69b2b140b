import { serverEvents, type ServerEvent } from '../../cli/src/server-events.js';
import { eventually } from './eventually.js';

/** A stream of /v1/tail, read as it comes. */
export class Tailing implements AsyncDisposable {
  readonly events: ServerEvent[] = [];
  hasEnded = false;
  private readonly gone = new AbortController();

  private constructor() {}

  static async open(
    { url, key }: { readonly url: string; readonly key: string },
    query = '',
    lastEventId?: string,
  ): Promise<Tailing> {
    const tailing = new Tailing();
    const answer = await fetch(`${url}/v1/tail${query}`, {
      signal: tailing.gone.signal,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    });
    if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
    void tailing.read(answer.body as unknown as AsyncIterable<Uint8Array>);
    await holds(() => expect(tailing.events).not.toEqual([]));
    return tailing;
  }

  get lastId(): string {
    return this.events.at(-1)?.id ?? '';
  }

  /** What was told of a kind. */
  of<T = { readonly id: string; readonly state: string; readonly recordId: string }>(kind: string): T[] {
    return this.events.filter(({ event }) => event === kind).map(({ data }) => data as T);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.gone.abort();
    await holds(() => expect(this.hasEnded).toBe(true));
  }

  private async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const event of serverEvents(body)) this.events.push(event);
    } catch (error) {
      if (!this.gone.signal.aborted) throw error;
    } finally {
      this.hasEnded = true;
    }
  }
}

/** Waits until a claim holds. */
export function holds(claim: () => void): Promise<true> {
  return eventually(() => {
    claim();
    return true as const;
  });
}
