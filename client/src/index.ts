/**
 * The management API as a program calls it. Every path, parameter, body and answer is typed from the host's own
 * description (`operations.d.ts` is generated); a refusal is thrown as a problem with its code and remedy.
 */
export { HookyardClient } from './client.js';
export type { Answered, Answer, Ask, ClientOptions, Method, PathOf } from './client.js';
export { ApiProblem } from './problem.js';
export type { paths, components } from './operations.js';
