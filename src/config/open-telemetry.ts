import { z } from 'zod';

/** A variable of OpenTelemetry is shared with whatever else runs here: a value we cannot follow is a warning. */
function asGiven(help: string): z.ZodOptional<z.ZodString> {
  return z.string().optional().describe(help);
}

/**
 * What OpenTelemetry names, as far as the host decides by it. Headers, certificates, compression, time-outs, the
 * service's name and further attributes are read by the SDK itself, under their standard names.
 */
export const openTelemetrySchema = {
  OTEL_EXPORTER_OTLP_ENDPOINT: asGiven(
    'Where traces go (`/v1/traces` is appended), by OTLP over HTTP; it switches them on.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: asGiven('The same, as it is.'),
  OTEL_TRACES_EXPORTER: asGiven(
    '`otlp` switches traces on (to http://localhost:4318 where no endpoint is set), `none` off.',
  ),
  OTEL_SDK_DISABLED: asGiven('`true`: no traces, whatever else is set.'),
  OTEL_EXPORTER_OTLP_PROTOCOL: asGiven('`http/protobuf`, and no other.'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: asGiven('The same, for traces.'),
  OTEL_TRACES_SAMPLER: asGiven(
    '`always_on` (default), `always_off`, `traceidratio`, or these behind `parentbased_`, which means the same here: every trace begins here.',
  ),
  OTEL_TRACES_SAMPLER_ARG: asGiven('Of `traceidratio`: the share of traces that are told, 0 to 1.'),
  OTEL_BSP_MAX_QUEUE_SIZE: asGiven(
    'Spans that may wait or be under way (2048); those beyond are dropped and counted in `hookyard_spans_total`.',
  ),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: asGiven('Spans told at once (256).'),
  OTEL_BSP_SCHEDULE_DELAY: asGiven('Milliseconds that spans wait for others (5000).'),
};
