import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type IdGenerator,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';

import { ignore } from '../../errors/index.js';
import type { SpanEnd, SpanTeller, ToldSpan } from './spans.js';
import type { SpanPlace } from './trace-ids.js';
import type { TracePlan } from './trace-plan.js';

export interface OtelOptions {
  readonly plan: TracePlan;
  readonly count: (end: SpanEnd, spans: number) => void;
}

const KINDS = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;
const SERVICE = 'hookyard';
const LIMITS = { attributeCountLimit: 32, attributeValueLengthLimit: 200, linkCountLimit: 1 };
/** A collector that is slow must not hold up what reads its answer: a batch is given up after this. */
const EXPORT_MS = 10_000;
/** What is left when the host stops gets this long. */
const CLOSING_MS = 2_000;

/**
 * Tells a collector of spans, in batches, by the official SDK. Where and how is read by the SDK from the environment
 * that OpenTelemetry names. Spans that wait and spans under way are bounded together; those beyond are dropped and
 * counted.
 */
export function openOtelSpans({ plan, count }: OtelOptions): SpanTeller {
  const waiting = new Waiting(plan.maxQueue, count);
  const ids = new GivenIds();
  const sampler = new TraceIdRatioBasedSampler(plan.ratio);
  const provider = new TracerProvider({
    idGenerator: ids,
    spanLimits: LIMITS,
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': SERVICE }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: waiting.over(new OTLPTraceExporter({ timeoutMillis: EXPORT_MS })),
        maxQueueSize: plan.maxQueue,
        maxExportBatchSize: plan.maxBatch,
        scheduledDelayMillis: plan.delayMs,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer(SERVICE);
  return {
    isSampled: (traceId) => {
      const { decision } = sampler.shouldSample(ROOT_CONTEXT, traceId);
      return decision === SamplingDecision.RECORD_AND_SAMPLED;
    },
    tell: (span) => {
      if (!waiting.take()) return;
      ids.next = span;
      const { name, kind, from, attributes, failure, link } = span;
      const links = link ? [{ context: { ...link, traceFlags: TraceFlags.NONE, isRemote: true } }] : [];
      const told = tracer.startSpan(
        name,
        { kind: KINDS[kind], startTime: from, attributes, links },
        contextOf(span),
      );
      if (failure !== undefined) told.setStatus({ code: SpanStatusCode.ERROR, message: failure });
      told.end(Math.max(from, span.to));
    },
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSING_MS).unref());
      const over = provider
        .shutdown()
        .catch((error: unknown) => ignore(error, 'the last spans are not told'));
      await Promise.race([over, late]);
    },
  };
}

function contextOf({ traceId, parentId }: ToldSpan): Context {
  if (parentId === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: parentId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}

/** Spans have the ids that were derived for them; set before each is begun, which waits for nothing. */
class GivenIds implements IdGenerator {
  next: SpanPlace = { traceId: '', spanId: '' };

  generateTraceId = (): string => this.next.traceId;
  generateSpanId = (): string => this.next.spanId;
}

/** Counts what was taken and not yet answered for, and keeps it under a bound. */
class Waiting {
  private now = 0;

  constructor(
    private readonly most: number,
    private readonly count: OtelOptions['count'],
  ) {}

  take(): boolean {
    if (this.now < this.most) {
      this.now += 1;
      return true;
    }
    this.count('dropped', 1);
    return false;
  }

  over(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) =>
        exporter.export(spans, (result) => {
          this.now -= spans.length;
          this.count(result.code === 0 ? 'sent' : 'failed', spans.length);
          done(result);
        }),
      forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
      shutdown: () => exporter.shutdown(),
    };
  }
}
