import { encodingsOf, inflate } from '../http/index.js';

import { Undecodable } from './undecodable.js';

/** The body as it was before its Content-Encoding, never more than `maxBytes`. */
export async function inflated(
  body: Buffer,
  contentEncoding: string,
  maxBytes: number,
): Promise<Buffer | Undecodable> {
  const encodings = encodingsOf(contentEncoding);
  if (!encodings) return new Undecodable('encoding-unknown', { encoding: contentEncoding });
  const result = await inflate(body, encodings, maxBytes);
  switch (result.kind) {
    case 'inflated':
      return result.body;
    case 'too-large':
      return new Undecodable('inflated-too-large', { maxBytes });
    case 'broken':
      return new Undecodable('inflate-failed', { encoding: result.encoding });
  }
}
