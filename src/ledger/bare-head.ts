import type { HookHead } from '../flow/index.js';

/** A path, a query and headers may carry values, too. */
export function bareHead(head: HookHead): HookHead {
  const contentType = head.headers['content-type'];
  const headers: HookHead['headers'] = contentType === undefined ? {} : { 'content-type': contentType };
  return { ...head, path: '', query: '', headers };
}
