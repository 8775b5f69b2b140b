import type { Dispatcher } from 'undici';

import { EgressError, egressErrorOf } from './egress-error.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface CallOptions {
  readonly subject: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** The answer is taken as it is after this many bytes; absent: one above `maxBytes` fails. */
  readonly keepBytes?: number | undefined;
  readonly signal?: AbortSignal;
}

/**
 * One call on a pool. It is the client's own handler instead of its stream: the only place that knows whether the
 * request began to leave, which is what decides how a lost answer is treated. Settles once; afterwards every
 * callback of a late socket is deaf.
 */
export class Call implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private failure: EgressError | null = null;
  private wasSent = false;
  private isSettled = false;
  private status = 0;
  private headers: Readonly<Record<string, string>> = {};
  private chunks: Buffer[] = [];
  private size = 0;
  private readonly timer: NodeJS.Timeout;
  private resolve!: (answer: RawAnswer) => void;
  private reject!: (error: EgressError) => void;
  readonly answer: Promise<RawAnswer>;

  constructor(private readonly options: CallOptions) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.timer = setTimeout(this.onTimeout, options.timeoutMs);
    options.signal?.addEventListener('abort', this.onAbort);
    if (options.signal?.aborted) this.onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.failure) {
      controller.abort(this.failure);
      return;
    }
    this.controller = controller;
    this.wasSent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.status = status;
    this.headers = flatten(headers);
    const { maxBytes, keepBytes } = this.options;
    if (keepBytes === undefined && Number(this.headers['content-length']) > maxBytes) this.failTooLarge();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maxBytes, keepBytes } = this.options;
    this.size += chunk.length;
    if (keepBytes !== undefined && this.size >= keepBytes) this.cut(chunk, keepBytes);
    else if (this.size > maxBytes) this.failTooLarge();
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.end()) return;
    this.answerNow();
  }

  /** Whatever else it would say is not waited for. */
  private cut(chunk: Buffer, keepBytes: number): void {
    if (!this.end()) return;
    this.chunks.push(chunk.subarray(0, chunk.length - (this.size - keepBytes)));
    this.size = keepBytes;
    this.answerNow();
    if (this.controller && !this.controller.aborted) this.controller.abort(new Error('the answer was cut'));
  }

  private answerNow(): void {
    const [only] = this.chunks;
    const body = this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks, this.size);
    this.resolve({ status: this.status, headers: this.headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(egressErrorOf(error, this.options.subject, this.wasSent));
  }

  /** Ends the call and closes its connection, so that nothing of it can still arrive there later than now. */
  fail(error: EgressError): void {
    if (!this.end()) return;
    this.failure = error;
    this.chunks = [];
    this.reject(error);
    if (this.controller && !this.controller.aborted) this.controller.abort(error);
  }

  private readonly onTimeout = (): void => {
    this.fail(this.error('timeout', `no answer within ${this.options.timeoutMs} ms`));
  };

  private readonly onAbort = (): void => {
    this.fail(this.error('aborted', 'the caller gave up'));
  };

  private failTooLarge(): void {
    this.fail(this.error('too-large', `the answer has more than ${this.options.maxBytes} bytes`));
  }

  private error(kind: 'timeout' | 'aborted' | 'too-large', detail: string): EgressError {
    return new EgressError(kind, { subject: this.options.subject, detail, wasSent: this.wasSent });
  }

  private end(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    return true;
  }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
