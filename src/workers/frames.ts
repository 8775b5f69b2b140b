/** A message between the host and a worker process: a header, and lines of text or raw bytes behind it. */
export interface Frame {
  readonly header: unknown;
  readonly body: Buffer;
}

const PREFIX_BYTES = 4;
const LINE_FEED = 10;
/** Default of the longest frame taken. */
const MAX_FRAME_BYTES = 268_435_456;

/**
 * The length of what follows, the header as one line of JSON, a line feed, the body. JSON texts hold no line feed, so
 * that many of them travel without being written as JSON once more.
 */
export function encodeFrame(header: unknown, body: readonly string[] | Buffer = []): Buffer {
  const head = JSON.stringify(header);
  const lines = Buffer.isBuffer(body) ? [] : body;
  const bytes = Buffer.byteLength(head) + 1 + (Buffer.isBuffer(body) ? body.length : bytesOf(lines));
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + bytes);
  frame.writeUInt32LE(bytes);
  let at = PREFIX_BYTES + frame.write(head, PREFIX_BYTES);
  frame[at] = LINE_FEED;
  at += 1;
  if (Buffer.isBuffer(body)) body.copy(frame, at);
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      frame[at] = LINE_FEED;
      at += 1;
    }
    at += frame.write(line, at);
  }
  return frame;
}

/** With the line feeds between them. Joined to one text they would be copied once more, as an object of its own. */
function bytesOf(lines: readonly string[]): number {
  let bytes = Math.max(0, lines.length - 1);
  for (const line of lines) bytes += Buffer.byteLength(line);
  return bytes;
}

export function linesOf({ body }: Frame): string[] {
  if (body.length === 0) return [];
  const lines: string[] = [];
  for (let from = 0; ;) {
    const end = body.indexOf(LINE_FEED, from);
    lines.push(body.toString('utf8', from, end < 0 ? body.length : end));
    if (end < 0) return lines;
    from = end + 1;
  }
}

/** Puts frames together from the chunks of a pipe. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes = MAX_FRAME_BYTES) {}

  push(chunk: Buffer): Frame[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.take(); frame; frame = this.take()) frames.push(frame);
    return frames;
  }

  private take(): Frame | undefined {
    if (this.size < PREFIX_BYTES) return undefined;
    const length = PREFIX_BYTES + this.gathered(PREFIX_BYTES).readUInt32LE(0);
    if (length > this.maxBytes) throw new RangeError(`a frame of ${length} bytes is larger than any of ours`);
    if (this.size < length) return undefined;
    const all = this.gathered(length);
    this.chunks = all.length > length ? [all.subarray(length)] : [];
    this.size -= length;
    const end = all.indexOf(LINE_FEED, PREFIX_BYTES);
    return {
      header: JSON.parse(all.toString('utf8', PREFIX_BYTES, end)),
      body: all.subarray(end + 1, length),
    };
  }

  /** The chunks so far as one, joined only when the first alone is too short. */
  private gathered(length: number): Buffer {
    const [first] = this.chunks;
    if (first && first.length >= length) return first;
    const joined = Buffer.concat(this.chunks);
    this.chunks = [joined];
    return joined;
  }
}
