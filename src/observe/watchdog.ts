import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** What the thread is given. */
export interface WatchdogOrders {
  /** Grows with every turn of the event loop that meets the timer. */
  readonly beats: Int32Array;
  readonly lookEveryMs: number;
  /** This many looks in a row without a beat are a stall. */
  readonly looks: number;
  readonly limitMs: number;
}

export interface Watchdog {
  stop(): Promise<void>;
}

/**
 * A stall is a number of looks, not a length of time: a machine that slept, or did not run us, wakes both threads, and
 * one look later there is a beat.
 */
const LOOKS = 10;
/** It keeps the addresses of about a thousand scripts while it takes a stack. The thread costs 13 MB (205 to 218 MB, idle). */
const THREAD_HEAP_MB = 32;

/**
 * Ends the process when its event loop has not turned for `limitMs`, with the stalled stack in the log (S4.9). A
 * connector that loops for ever would hold everything else; what was accepted is in the ledger, and whoever restarts
 * the process goes on from there. 0 switches it off, and under a debugger it would end the session at a breakpoint.
 */
export function startWatchdog(limitMs: number): Watchdog {
  if (limitMs === 0 || debuggerUrl() !== undefined) return { stop: () => Promise.resolve() };
  const lookEveryMs = Math.max(1, Math.floor(limitMs / LOOKS));
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WatchdogOrders = { beats, lookEveryMs, looks: LOOKS, limitMs };
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
    name: 'watchdog',
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
  });
  thread.unref();
  const pulse = setInterval(() => Atomics.add(beats, 0, 1), lookEveryMs / 2);
  pulse.unref();
  return {
    async stop() {
      clearInterval(pulse);
      await thread.terminate();
    },
  };
}
