/**
 * Log lines and counters come in, JSON lines and a Prometheus page go out. It promises that a secret named or shaped
 * like one is in no line, and that counting costs the hot path an addition; it refuses labels without a closed list.
 */
export { createLogger, logIgnored } from './logger.js';
export type { Logger } from './logger.js';
export { Metrics } from './metrics.js';
export type { Rejection } from './metrics.js';
export { startWatchdog } from './watchdog.js';
