/**
 * Processes that may be killed: what cannot be trusted with the host's loop and memory runs in one of them. In go frames,
 * out come frames, until it ends. It promises that a process has nothing of the host's environment, that it never
 * outlives the host, and that whoever listens is told once that it is gone. What runs in one is its owner's affair.
 */
export { dieWithTheHost } from './die-with-the-host.js';
export { FrameReader, encodeFrame, linesOf } from './frames.js';
export type { Frame } from './frames.js';
export { Watchdog } from './watchdog.js';
export { WorkerProcess } from './worker-process.js';
export type { WorkerEnd } from './worker-process.js';
