import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';

import type { RawAnswer } from './call.js';
import { EgressError } from './egress-error.js';

const INFLATERS: Readonly<
  Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/** Some systems compress although nobody asked. Bounded after inflation, too. */
export async function inflateAnswer(
  answer: RawAnswer,
  subject: string,
  maxBytes: number,
): Promise<RawAnswer> {
  const encoding = answer.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity' || answer.body.length === 0) return answer;
  const inflater = INFLATERS[encoding.trim().toLowerCase()];
  if (!inflater)
    throw new EgressError('bad-answer', { subject, detail: `content-encoding ${encoding}`, wasSent: true });
  try {
    return { ...answer, body: await inflater(answer.body, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const detail = isLarge ? `the answer has more than ${maxBytes} bytes` : `its ${encoding} is broken`;
    throw new EgressError(
      isLarge ? 'too-large' : 'bad-answer',
      { subject, detail, wasSent: true },
      { cause: error },
    );
  }
}
