import type { Bytes } from './wire.js';

/** A request as it goes out: what ids stand for is known only then. */
export interface Outgoing extends Bytes {
  /** What it is counted as: its operation, or the grammar that made it. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
}

/** A request that was made up; sending it twice may reach other ids. */
export interface Planned {
  readonly name: string;
  outgoing(): Outgoing;
}

export interface Parts {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
  readonly framing: Framing;
}

/** How the body is brought: whole, in chunks, in pieces, less of it than was said, or more. */
export const FRAMINGS = ['whole', 'chunked', 'pieces', 'short', 'long'] as const;
export type Framing = (typeof FRAMINGS)[number];

/** The bytes of a request. What is cut short can only be looked at from outside. */
export function framed({ framing, ...parts }: Parts): Outgoing {
  const { method, url, body } = parts;
  const head = [
    `${method} ${url} HTTP/1.1`,
    'host: fuzz',
    ...parts.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const withHead = (...more: string[]): Buffer =>
    Buffer.from(`${[...head, ...more].join('\r\n')}\r\n\r\n`, 'latin1');
  const whole = { ...parts, isHead: method === 'HEAD', isOpenEnded: false };
  if (body === null) {
    const needsLength = method !== 'GET' && method !== 'HEAD';
    return { ...whole, chunks: [needsLength ? withHead('content-length: 0') : withHead()] };
  }
  const length = `content-length: ${body.length}`;
  const middle = Math.floor(body.length / 2);
  switch (framing) {
    case 'chunked':
      return {
        ...whole,
        chunks: [
          withHead('transfer-encoding: chunked'),
          ...chunked([body.subarray(0, middle), body.subarray(middle)]),
        ],
      };
    case 'pieces':
      return { ...whole, chunks: [withHead(length), body.subarray(0, middle), body.subarray(middle)] };
    case 'short':
      return { ...whole, isOpenEnded: true, chunks: [withHead(`content-length: ${body.length + 10}`), body] };
    case 'long':
      return { ...whole, isOpenEnded: true, chunks: [withHead(`content-length: ${middle}`), body] };
    case 'whole':
      return { ...whole, chunks: [withHead(length), body] };
  }
}

/** As a line for a shell. */
export function asCurl({ method, url, headers, body }: Outgoing, port: number): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const parts = [
    'curl -i --path-as-is',
    `-X ${method}`,
    quoted(`http://127.0.0.1:${port}${url}`),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-binary ${shellBytes(body)}`]),
  ];
  return parts.join(' ');
}

const MOST_SHOWN = 6_000;

function shellBytes(body: Buffer): string {
  const shown = body.subarray(0, MOST_SHOWN).toString('latin1');
  const escaped = shown.replaceAll(
    /[^ -&(-[\]-~]/g,
    (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `$'${escaped}'${body.length > MOST_SHOWN ? ` # ${body.length} bytes` : ''}`;
}

function chunked(parts: readonly Buffer[]): Buffer[] {
  const written = parts
    .filter((part) => part.length > 0)
    .flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
  return [...written, Buffer.from('0\r\n\r\n')];
}
