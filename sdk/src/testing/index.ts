export { sign, signElement } from './sign.js';
export type { SigningSecret, SignOptions } from './sign-content.js';
export type { UnsignedRequest } from './put.js';
