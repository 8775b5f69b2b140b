/**
 * Access by OAuth 2.0. In come people who grant it, and calls that need it; out go tokens, to `ctx.http` alone. It
 * promises that a token is had once for all processes and committed before it is used, that a link to authorize works
 * once, and that what is over says why. It refuses another account than before, and a token for another app.
 */
export type { AuthorizingOptions } from './authorizing.js';
export { Authorizing } from './authorizing.js';
export type { Authorized } from './authorizing.js';
export { Tokens } from './tokens.js';
export type { AccessToken } from './tokens.js';
