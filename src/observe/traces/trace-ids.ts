import { createHash } from 'node:crypto';

/** Where a trace or a span stands among all: hexadecimal, as W3C Trace Context has it. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** `00-<trace>-<span>-<flags>`; another version, or a part that is all zeros, says nothing. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/**
 * Made from the id that people see, so that every process, and whoever looks a hook up years later, comes to the same
 * without having stored it. A hash: samplers go by the bits of a trace id, which must look like chance.
 */
export function traceIdOf(publicId: string): string {
  return hex(`trace ${publicId}`, 32);
}

/** The span of a part of what has this id: who comes later, in another process, hangs under it. */
export function spanIdOf(publicId: string, part: string): string {
  return hex(`span ${publicId} ${part}`, 16);
}

/** What a sender says of itself; null where it says nothing that can be read. */
export function placeOfTraceparent(header: string | undefined): SpanPlace | null {
  const [, traceId, spanId] = TRACEPARENT.exec(header ?? '') ?? [];
  return traceId && spanId ? { traceId, spanId } : null;
}

/** What a call tells the system it goes to, where the operator asked for it. */
export function traceparentOf({ traceId, spanId }: SpanPlace): string {
  return `00-${traceId}-${spanId}-01`;
}

function hex(text: string, characters: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, characters);
}
