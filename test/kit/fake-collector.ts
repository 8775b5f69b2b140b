import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as a collector received it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly isError: boolean;
}

export interface FakeCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Everything received, as text: what is not meant to leave must not be in it. */
  readonly bytes: () => string;
  /** How it answers from now on; `silent`: it takes what comes, and says nothing. */
  behave(how: 'well' | 'badly' | 'silent'): void;
}

/** A collector of OTLP over HTTP in protobuf, as OpenTelemetry's protocol says. */
export async function fakeCollector(): Promise<FakeCollector> {
  const spans: ReceivedSpan[] = [];
  const bodies: Buffer[] = [];
  let how = 'well';
  const answer = (response: ServerResponse, body: Buffer): void => {
    bodies.push(body);
    if (how === 'silent') return;
    if (how === 'well') spans.push(...spansOf(body));
    response.writeHead(how === 'well' ? 200 : 500, { 'content-type': 'application/x-protobuf' }).end();
  };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => answer(response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bytes: () => Buffer.concat(bodies).toString('latin1'),
    behave: (next) => {
      how = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Field = readonly [number: number, value: Buffer | bigint];

/** ExportTraceServiceRequest: resource_spans 1 → { resource 1, scope_spans 2 → { spans 2 } }. */
function spansOf(body: Buffer): ReceivedSpan[] {
  return messages(body, 1).flatMap((resourceSpans) => {
    const service = String(attributesOf(messages(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1)['service.name']);
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        traceId: hexOf(span, 1),
        spanId: hexOf(span, 2),
        parentId: hexOf(span, 4),
        name: textOf(span, 5),
        service,
        attributes: attributesOf(span, 9),
        links: messages(span, 13).map((link) => ({ traceId: hexOf(link, 1), spanId: hexOf(link, 2) })),
        isError: messages(span, 15).some((status) => numberOf(status, 3) === 2),
      }));
  });
}

/** Repeated KeyValue { key 1, value 2 → AnyValue { string 1, bool 2, int 3, double 4 } }. */
function attributesOf(message: Buffer, number: number): Record<string, string | number | boolean> {
  return Object.fromEntries(
    messages(message, number).map((pair) => {
      const [kind, value] = fieldsOf(messages(pair, 2)[0] ?? Buffer.alloc(0))[0] ?? [0, 0n];
      if (Buffer.isBuffer(value)) return [textOf(pair, 1), value.toString()];
      return [textOf(pair, 1), kind === 2 ? value === 1n : Number(value)];
    }),
  );
}

function messages(message: Buffer, number: number): Buffer[] {
  return fieldsOf(message).flatMap(([field, value]) =>
    field === number && Buffer.isBuffer(value) ? [value] : [],
  );
}

function textOf(message: Buffer, number: number): string {
  return (messages(message, number)[0] ?? Buffer.alloc(0)).toString();
}

function hexOf(message: Buffer, number: number): string {
  return (messages(message, number)[0] ?? Buffer.alloc(0)).toString('hex');
}

function numberOf(message: Buffer, number: number): number {
  return Number(fieldsOf(message).find(([field]) => field === number)?.[1] ?? 0);
}

/** The wire format: a tag (field number and kind), then a varint, eight bytes, a length with bytes, or four bytes. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(message[at++] ?? 0);
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return value;
    }
  };
  const take = (length: number): Buffer => message.subarray(at, (at += length));
  while (at < message.length) {
    const tag = Number(varint());
    const kind = tag & 7;
    const number = tag >> 3;
    if (kind === 0) fields.push([number, varint()]);
    else if (kind === 1) fields.push([number, take(8).readBigUInt64LE()]);
    else if (kind === 2) fields.push([number, take(Number(varint()))]);
    else fields.push([number, BigInt(take(4).readUInt32LE())]);
  }
  return fields;
}
