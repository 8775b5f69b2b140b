/** The settings that OpenTelemetry names, as they stand in the environment. */
export interface TraceSettings {
  readonly OTEL_SDK_DISABLED?: string;
  readonly OTEL_TRACES_EXPORTER?: string;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  readonly OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;
  readonly OTEL_EXPORTER_OTLP_PROTOCOL?: string;
  readonly OTEL_EXPORTER_OTLP_TRACES_PROTOCOL?: string;
  readonly OTEL_TRACES_SAMPLER?: string;
  readonly OTEL_TRACES_SAMPLER_ARG?: string;
  readonly OTEL_BSP_MAX_QUEUE_SIZE?: string;
  readonly OTEL_BSP_MAX_EXPORT_BATCH_SIZE?: string;
  readonly OTEL_BSP_SCHEDULE_DELAY?: string;
  readonly HOOKYARD_TRACE_CALLS_TO: string;
}

/** What is to be told, and to whom. */
export interface TracePlan {
  readonly isOn: boolean;
  /** Share of the traces that are told, by their ids: every process tells the same ones. */
  readonly ratio: number;
  readonly maxQueue: number;
  readonly maxBatch: number;
  readonly delayMs: number;
  /** Hosts whose calls carry a `traceparent`. */
  readonly callsTo: ReadonlySet<string>;
  /** What cannot be followed. It is no reason not to start: who watches must not stop what is watched. */
  readonly warnings: readonly string[];
}

const PROTOCOL = 'http/protobuf';
/** The specification's, but batches of 256 instead of 512: one is written in about 2 ms of the event loop. */
const QUEUE = { default: 2_048, most: 65_536 };
const BATCH = { default: 256, most: 2_048 };
const DELAY_MS = { default: 5_000, most: 60_000 };

/** Off unless somebody said where to, or that it should be on. */
export function tracePlanOf(settings: TraceSettings): TracePlan {
  const warnings: string[] = [];
  const isAsked = isAskedFor(settings, warnings);
  const ratio = isAsked ? ratioOf(settings, warnings) : 0;
  const count = (name: CountName, { default: usual, most }: typeof QUEUE): number =>
    isAsked ? countOf(settings[name], { name, usual, most, warnings }) : usual;
  const maxQueue = count('OTEL_BSP_MAX_QUEUE_SIZE', QUEUE);
  return {
    isOn: isAsked && ratio > 0,
    ratio,
    maxQueue,
    maxBatch: Math.min(maxQueue, count('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', BATCH)),
    delayMs: count('OTEL_BSP_SCHEDULE_DELAY', DELAY_MS),
    callsTo: new Set(namesIn(settings.HOOKYARD_TRACE_CALLS_TO)),
    warnings,
  };
}

type CountName = 'OTEL_BSP_MAX_QUEUE_SIZE' | 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE' | 'OTEL_BSP_SCHEDULE_DELAY';

function isAskedFor(settings: TraceSettings, warnings: string[]): boolean {
  if (settings.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false;
  const { OTEL_TRACES_EXPORTER: exporters } = settings;
  const hasAddress =
    settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== undefined ||
    settings.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  if (exporters === undefined) return hasAddress && isSpoken(settings, warnings);
  if (namesIn(exporters).includes('otlp')) return isSpoken(settings, warnings);
  if (exporters !== 'none')
    warnings.push(`OTEL_TRACES_EXPORTER is "${exporters}": only otlp is known, so nothing is traced`);
  return false;
}

function isSpoken(settings: TraceSettings, warnings: string[]): boolean {
  const protocol = settings.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? settings.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol === undefined || protocol === PROTOCOL) return true;
  warnings.push(`the protocol "${protocol}" is not spoken, only ${PROTOCOL}: nothing is traced`);
  return false;
}

/** Every trace begins here, so a sampler that goes by the parent goes by its root. */
function ratioOf(settings: TraceSettings, warnings: string[]): number {
  const { OTEL_TRACES_SAMPLER: sampler = 'parentbased_always_on', OTEL_TRACES_SAMPLER_ARG: argument } =
    settings;
  const root = sampler.replace(/^parentbased_/, '');
  if (root === 'always_on') return 1;
  if (root === 'always_off') return 0;
  if (root !== 'traceidratio') {
    warnings.push(`OTEL_TRACES_SAMPLER "${sampler}" is not known: every trace is told`);
    return 1;
  }
  const ratio = argument === undefined ? 1 : Number(argument);
  if (ratio >= 0 && ratio <= 1) return ratio;
  warnings.push(`OTEL_TRACES_SAMPLER_ARG "${argument}" is not between 0 and 1: every trace is told`);
  return 1;
}

function countOf(
  given: string | undefined,
  { name, usual, most, warnings }: { name: string; usual: number; most: number; warnings: string[] },
): number {
  if (given === undefined) return usual;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  warnings.push(`${name} "${given}" is not between 1 and ${most}: it is ${usual}`);
  return usual;
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
