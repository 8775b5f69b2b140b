/**
 * Log lines and counters come in, JSON lines and a Prometheus page go out. It promises that a secret named or shaped
 * like one is in no line, and that counting costs the hot path an addition; it refuses labels without a closed list.
 */
export { createLogger, logIgnored, redactText } from './logger.js';
export type { Logger, LoggerOptions } from './logger.js';
export { CALL_ENDS, Metrics, REJECTIONS, TURNS } from './metrics.js';
export type { CallEnd, Rejection, Turn } from './metrics.js';
