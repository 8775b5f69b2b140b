import type { ConnectorContext, HttpRequest, HttpResponse, RecordType, ScopeAction } from '@hookyard/sdk';

import {
  wireError,
  type Ask,
  type AskAnswer,
  type SyncAnswer,
  type SyncAsk,
  type WireError,
} from './wire.js';

const READS = new Set(['GET', 'HEAD']);

/** What one call in a worker asks of its context, which stays here. */
export class Lending {
  private readonly thrown: unknown[] = [];
  private isOver = false;
  /** A write was asked for: when the worker ends now, nobody knows what it came to. */
  hasWritten = false;

  constructor(private readonly context: ConnectorContext) {}

  /** Whatever is still asked of it comes to nothing. */
  end(): void {
    this.isOver = true;
  }

  /** What the host itself threw, where the connector threw it on. */
  originOf({ ref }: WireError): unknown {
    return ref === undefined ? undefined : this.thrown[ref];
  }

  async answer(
    ask: number,
    of: Ask,
    body: Buffer,
  ): Promise<{ readonly answer: AskAnswer; readonly body?: Buffer }> {
    try {
      if (of.what !== 'http') return { answer: { kind: 'answer', ask, value: await this.valueOf(of) } };
      const { status, headers, text } = await this.call(of.request, body);
      return { answer: { kind: 'answer', ask, head: { status, headers } }, body: Buffer.from(text) };
    } catch (error) {
      return { answer: { kind: 'answer', ask, error: this.errorOf(error) } };
    }
  }

  answerAtOnce({ what, args }: SyncAsk): SyncAnswer {
    const [first = '', second = ''] = args;
    try {
      switch (what) {
        case 'secret':
          return { value: this.context.secret(first) };
        case 'scopeFor':
          return { value: this.context.scopeFor(first as RecordType, second as ScopeAction) };
        case 'typeForPrefix':
          return { value: this.context.typeForPrefix(first) };
      }
    } catch (error) {
      return { error: this.errorOf(error) };
    }
  }

  private async call(
    { hasBody, ...request }: Extract<Ask, { what: 'http' }>['request'],
    body: Buffer,
  ): Promise<Pick<HttpResponse, 'status' | 'headers'> & { readonly text: string }> {
    const given = hasBody === undefined ? {} : { body: hasBody === 'text' ? body.toString('utf8') : body };
    const call: HttpRequest = { ...request, ...given };
    const method = call.method ?? (hasBody || call.form ? 'POST' : 'GET');
    if (!READS.has(method)) this.hasWritten = true;
    const answer = await this.context.http.request(call);
    return { status: answer.status, headers: answer.headers, text: answer.text() };
  }

  private async valueOf(of: Exclude<Ask, { what: 'http' }>): Promise<unknown> {
    if (this.isOver) throw new TypeError('the call came after its time');
    const { state, link } = this.context;
    switch (of.what) {
      case 'state.get':
        return state.get(...of.args);
      case 'state.set':
        return state.set(...of.args);
      case 'state.compareAndSet': {
        const [key, expected, value] = of.args;
        return state.compareAndSet(key, expected.is, value);
      }
      case 'link':
        return link(of.args[0] as RecordType, of.args[1]);
    }
  }

  private errorOf(error: unknown): WireError {
    const ref = this.thrown.push(error) - 1;
    return { ...wireError(error), ref };
  }
}
