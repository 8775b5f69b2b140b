import { connect, type Socket } from 'node:net';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Everything that came back on one connection; `silent` where it was left open without an answer. */
export interface Exchange {
  readonly answers: readonly WireAnswer[];
  readonly end: 'answered' | 'closed' | 'silent';
  /** What went over the same connection just before. */
  readonly before?: Bytes;
}

/** The bytes of one request, as they are to be written. */
export interface Bytes {
  readonly chunks: readonly Buffer[];
  /** Its answers have no body. */
  readonly isHead: boolean;
  /** No request that must be answered, and then nothing more: whatever comes back until the host closes counts. */
  readonly isOpenEnded: boolean;
}

/** Longer than any answer of a busy machine; a host that is silent for so long does not answer. */
const SILENCE_MS = 45_000;
/** What is broken off on purpose is looked at for so long. */
const OPEN_ENDED_MS = 2_000;

/** Sends bytes as they are, whatever they are: a client library would refuse most of what is sent here. */
export class Wire {
  private readonly idle: Socket[] = [];
  private readonly last = new WeakMap<Socket, Bytes>();

  constructor(private readonly port: number) {}

  /** On a connection that earlier requests have used, where one is free. */
  async send(bytes: Bytes): Promise<Exchange> {
    for (;;) {
      const kept = bytes.isOpenEnded ? undefined : this.free();
      const socket = kept ?? connect({ port: this.port, host: '127.0.0.1', noDelay: true });
      const exchange = { ...(await exchanged(socket, bytes)), before: this.last.get(socket) };
      this.last.set(socket, bytes);
      // The host may close a kept connection just when it is used again.
      const isOver = kept !== undefined && exchange.end === 'closed' && exchange.answers.length === 0;
      if (!bytes.isOpenEnded && mayBeKept(exchange)) this.idle.push(socket);
      else socket.destroy();
      if (!isOver) return exchange;
    }
  }

  /** What the host closed while nobody looked never says so again. */
  private free(): Socket | undefined {
    for (;;) {
      const socket = this.idle.pop();
      if (!socket?.destroyed) return socket;
    }
  }

  close(): void {
    for (const socket of this.idle) socket.destroy();
  }
}

function mayBeKept({ answers: [answer], end }: Exchange): boolean {
  return answer !== undefined && end === 'answered' && !/close/i.test(answer.headers['connection'] ?? '');
}

function exchanged(socket: Socket, { chunks, isHead, isOpenEnded }: Bytes): Promise<Exchange> {
  return new Promise((resolve) => {
    let got: Buffer = Buffer.alloc(0);
    const answers: WireAnswer[] = [];
    const timer = setTimeout(() => finish('silent'), isOpenEnded ? OPEN_ENDED_MS : SILENCE_MS);
    const onData = (data: Buffer): void => {
      got = got.length === 0 ? data : Buffer.concat([got, data]);
      for (;;) {
        const read = readAnswer(got, isHead);
        if (!read) return;
        got = got.subarray(read.length);
        if (read.answer.status >= 200) answers.push(read.answer);
        if (!isOpenEnded && read.answer.status >= 200) return finish('answered');
      }
    };
    const onClose = (): void => finish('closed');
    const onError = (): void => undefined;
    const finish = (end: Exchange['end']): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose).off('end', onClose);
      resolve({ answers, end });
    };
    socket.on('data', onData).on('close', onClose).on('end', onClose);
    if (socket.listenerCount('error') === 0) socket.on('error', onError);
    for (const chunk of chunks) socket.write(chunk);
    if (isOpenEnded) socket.end();
  });
}

interface Read {
  readonly answer: WireAnswer;
  /** How many bytes of what came it took. */
  readonly length: number;
}

/** Of what has no end, or is as long as all that a tenant has, the head is enough. */
const STREAMS = /^(?:text\/event-stream|application\/x-ndjson)/;

/** The first answer in it, when it is whole. A stream counts with its head. */
// oxlint-disable-next-line eslint/complexity -- the ways HTTP has to end an answer
function readAnswer(got: Buffer, isHead: boolean): Read | null {
  const headEnd = got.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [first = '', ...lines] = got.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const start = headEnd + 4;
  const none = { answer: { status, headers, body: Buffer.alloc(0) }, length: start };
  if (isHead || status < 200 || status === 204 || status === 304) return none;
  if (STREAMS.test(headers['content-type'] ?? '')) {
    return { ...none, answer: { ...none.answer, headers: { ...headers, connection: 'close' } } };
  }
  if (headers['transfer-encoding'] === 'chunked') return readChunked(got, start, { status, headers });
  const length = Number(headers['content-length'] ?? 0);
  if (got.length < start + length) return null;
  return { answer: { status, headers, body: got.subarray(start, start + length) }, length: start + length };
}

function readChunked(got: Buffer, start: number, head: Omit<WireAnswer, 'body'>): Read | null {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = got.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(got.subarray(at, lineEnd).toString('latin1'), 16);
    const next = lineEnd + 2 + size + 2;
    if (got.length < next) return null;
    if (size === 0) return { answer: { ...head, body: Buffer.concat(parts) }, length: next };
    parts.push(got.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
