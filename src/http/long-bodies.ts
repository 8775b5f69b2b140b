import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Bodies that may take as long as they move, by their socket. */
const moving = new WeakSet<Socket>();

/** As long as a whole request may take otherwise. */
const IDLE_MS = 60_000;

/**
 * Lets a body take as long as it needs, as long as something of it comes: a list of ids is as long as somebody's
 * database. To be called by whoever reads it, once the caller is known; a body that stands still for `idleMs` ends with
 * its connection.
 */
export function mayTakeLong(request: IncomingMessage, idleMs = IDLE_MS): void {
  const { socket } = request;
  // A call from within the process has no socket that could stand still.
  if (request.complete || !('setTimeout' in socket)) return;
  moving.add(socket);
  socket.setTimeout(idleMs);
  const over = (): void => {
    moving.delete(socket);
    socket.setTimeout(0);
  };
  request.once('end', over);
}

/** Whether its body is such a one, and not over. */
export function isMoving(socket: Socket): boolean {
  return moving.has(socket);
}
