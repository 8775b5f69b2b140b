import type { Metrics } from '../metrics.js';
import type { SpanTeller } from './spans.js';
import { tracePlanOf, type TraceSettings } from './trace-plan.js';
import { Traces, type TracesOptions } from './traces.js';

export interface OpenTracesOptions extends Omit<TracesOptions, 'teller' | 'callsTo'> {
  readonly settings: TraceSettings;
  readonly metrics: Pick<Metrics, 'spans'>;
  readonly onWarning: (warning: string) => void;
}

export interface OpenTraces {
  /** Null: nothing is traced, and nothing of it is loaded. */
  readonly traces: Traces | null;
  close(): Promise<void>;
}

/** Where the environment does not switch traces on, the SDK is not even read from disk. */
export async function openTraces(options: OpenTracesOptions): Promise<OpenTraces> {
  const plan = tracePlanOf(options.settings);
  for (const warning of plan.warnings) options.onWarning(warning);
  if (!plan.isOn) return { traces: null, close: () => Promise.resolve() };
  const { openOtelSpans } = await import('./otel-spans.js');
  const teller: SpanTeller = openOtelSpans({
    plan,
    count: (end, spans) => options.metrics.spans(end, spans),
  });
  return { traces: new Traces({ ...options, teller, callsTo: plan.callsTo }), close: () => teller.close() };
}
