import type { ConnectionView } from '../registry/index.js';

/** Whether anything may be called for a connection now. */
export function mayCall(view: ConnectionView, isSuspended: boolean): boolean {
  return !isSuspended && (view.state === 'active' || view.state === 'failing');
}
