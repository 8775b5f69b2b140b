import type { SpanPlace } from './trace-ids.js';

export type SpanKind = 'internal' | 'server' | 'client';

/** Texts that people or systems chose are cut; see `SpanTeller`. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Something that took time and is over. */
export interface ToldSpan extends SpanPlace {
  readonly name: string;
  readonly kind: SpanKind;
  /** Null: the trace begins with it. */
  readonly parentId: string | null;
  /** Milliseconds since 1970, with fractions. */
  readonly from: number;
  readonly to: number;
  readonly attributes: SpanAttributes;
  /** What failed, as a code. */
  readonly failure?: string;
  readonly link?: SpanPlace;
}

/** How spans ended: told, dropped because those before them were still under way, or refused by who should hear them. */
export const SPAN_ENDS = ['sent', 'dropped', 'failed'] as const;
export type SpanEnd = (typeof SPAN_ENDS)[number];

/** Who is told of spans. */
export interface SpanTeller {
  /** The same answer for a trace in every process. */
  isSampled(traceId: string): boolean;
  /** Never throws, never waits. */
  tell(span: ToldSpan): void;
  close(): Promise<void>;
}
