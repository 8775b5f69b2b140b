import type { Hook, HookHead } from '../../src/flow/index.js';

export interface HookSpec extends Partial<Omit<Hook, 'head' | 'body'>> {
  readonly head?: Partial<HookHead>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but bytes and text is sent as JSON. */
  readonly body?: unknown;
}

/** A stored hook as receive leaves it; every part may be said otherwise. */
export function aHook({ head, headers, body = {}, ...rest }: HookSpec = {}): Hook {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  return {
    seq: 1,
    owner: 2,
    receivedAt: 1_700_000_000_000,
    head: {
      method: 'POST',
      path: '',
      query: '',
      headers: { ...(isText ? {} : { 'content-type': 'application/json' }), ...headers },
      scheme: 'unsigned',
      secretId: null,
      connection: null,
      mode: null,
      deliveryId: null,
      ...head,
    },
    body: Buffer.isBuffer(body) ? body : Buffer.from(isText ? (body as string) : JSON.stringify(body)),
    cursor: 0,
    plan: null,
    ...rest,
  };
}
