/**
 * Log lines, counters and spans come in, JSON lines, a Prometheus page and traces go out. It promises that a secret named
 * or shaped like one is in no line, that counting costs the hot path an addition, and that traces cost nothing where
 * nobody switched them on; it refuses labels without a closed list.
 */
export { createLogger, logIgnored } from './logger.js';
export type { Logger } from './logger.js';
export { Metrics } from './metrics.js';
export type { DeliveryEnd, Rejection } from './counted.js';
export { openTraces } from './traces/open-traces.js';
export type { OpenTraces } from './traces/open-traces.js';
export { traceIdOf } from './traces/trace-ids.js';
export type { CallTracing, Traces, TurnTrace } from './traces/traces.js';
export { startWatchdog } from './watchdog.js';
