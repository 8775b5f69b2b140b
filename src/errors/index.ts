/**
 * Everything that can go wrong on purpose: one table of codes, one error, one problem+json body.
 */
export { ERROR_CODES } from './codes.js';
export { didYouMean } from './did-you-mean.js';
export type { ErrorCode } from './codes.js';
export { HostError, isHostError } from './host-error.js';
export type { ErrorDetails } from './host-error.js';
export { problemOf } from './problem.js';
export { ignore, ignoredCount, reportIgnoredTo } from './ignore.js';
