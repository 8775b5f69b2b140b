/** A message between the host and a worker process: a header, and lines of text or raw bytes behind it. */
export interface Frame {
  readonly header: unknown;
  readonly body: Buffer;
}

const PREFIX_BYTES = 4;
/** Default of the longest frame taken. */
const MAX_FRAME_BYTES = 268_435_456;

/**
 * The length of what follows, the header as one line of JSON, a line feed, the body. JSON texts hold no line feed, so
 * that many of them travel without being written as JSON once more.
 */
export function encodeFrame(header: unknown, body: readonly string[] | Buffer = []): Buffer {
  const head = Buffer.from(`${JSON.stringify(header)}\n`);
  const rest = Buffer.isBuffer(body) ? body : Buffer.from(body.join('\n'));
  const length = Buffer.allocUnsafe(PREFIX_BYTES);
  length.writeUInt32LE(head.length + rest.length);
  return Buffer.concat([length, head, rest]);
}

export function linesOf(frame: Frame): string[] {
  return frame.body.length === 0 ? [] : frame.body.toString('utf8').split('\n');
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
    const end = all.indexOf(10, PREFIX_BYTES);
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
