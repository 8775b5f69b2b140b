import { Worker } from 'node:worker_threads';

/** Looked at this often: what a stuck process can do to the machine in that time is little. */
const INTERVAL_MS = 100;

export interface Watched {
  /** Resident memory in MB beyond which the process ends itself; 0: no limit. */
  readonly maxRssMb?: number;
}

/**
 * A process stuck in one function would outlive a killed host, and one that leaks outside its heap the machine: a thread
 * of its own watches the parent and the memory. What it ends the process for stands in stderr.
 */
export function dieWithTheHost({ maxRssMb = 0 }: Watched = {}): void {
  const watch = `
    const { workerData: { parent, maxRss } } = require('node:worker_threads');
    const { writeSync } = require('node:fs');
    const { kill, memoryUsage, pid } = process;
    const end = (said) => { try { writeSync(2, said); } finally { kill(pid, 'SIGKILL'); } };
    setInterval(() => {
      if (process.ppid !== parent) end('the host is gone\\n');
      if (maxRss > 0 && memoryUsage.rss() > maxRss) end('it took more than ' + maxRss / 1048576 + ' MB of memory\\n');
    }, ${INTERVAL_MS});
  `;
  const workerData = { parent: process.ppid, maxRss: maxRssMb * 1_048_576 };
  new Worker(watch, { eval: true, workerData, env: {}, stdout: true, stderr: true }).unref();
}
