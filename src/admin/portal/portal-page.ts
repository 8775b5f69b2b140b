import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

import type { FastifyInstance } from 'fastify';

const FILES = [
  'portal.css',
  'portal.mjs',
  'asking.mjs',
  'elements.mjs',
  'endpoint-form.mjs',
  'endpoint-list.mjs',
  'endpoint-page.mjs',
  'deliveries.mjs',
  'secret.mjs',
] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
};

/**
 * Nothing from elsewhere, nothing inline, no markup made of text, in no frame: what endpoints answer is shown on it,
 * and its link is a secret.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/** Serves the page that the links lead to. */
export function servePortal(fastify: FastifyInstance): void {
  serve(fastify, '/portal', 'portal.html');
  for (const file of FILES) serve(fastify, `/portal/${file}`, file);
}

function serve(fastify: FastifyInstance, path: string, file: string): void {
  const text = readFileSync(new URL(`page/${file}`, import.meta.url), 'utf8');
  const headers = { ...HEADERS, 'content-type': TYPES[extname(file)] };
  fastify.get(path, (_request, reply) => reply.headers(headers).send(text));
}
