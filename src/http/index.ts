/**
 * What every HTTP address of the host has in common: bytes come in from anybody, answers go out. It promises that
 * whatever goes wrong on the way, in the framework or below it, is answered by one problem+json, and that slow,
 * large or malformed requests are bounded. It refuses to tell a client what failed inside.
 */
export { answerClientError } from './client-errors.js';
export { encodingsOf, inflate } from './content-encoding.js';
export { hostErrorOf, installProblemHandlers, sendProblem, writeProblem } from './http-problems.js';
export type { ErrorListener } from './http-problems.js';
export { mayTakeLong } from './long-bodies.js';
export { createHttpServerOptions, createNodeServerOptions, requestIds } from './server-options.js';
export type { HttpLimits } from './server-options.js';
