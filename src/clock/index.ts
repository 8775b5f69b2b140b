/**
 * Time comes in here and nowhere else: `now()` never goes back, tests hand in a clock of their own.
 */
export { SystemClock } from './clock.js';
export type { Clock } from './clock.js';
