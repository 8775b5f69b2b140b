// `start`: what a start of the built host costs until it is ready, on an empty directory, with the process that
// migrates: processor time, and memory then. The least of several starts: what else runs on the machine only adds.
// Usage: node bench/start.mjs [--starts=10]; run from the root after a build.
import { readFileSync } from 'node:fs';
import { cpuOf, cpuOfChildren } from './load/cpu.mjs';
import { startHost } from './load/host.mjs';
import { option, percentile, save } from './load/results.mjs';

const starts = option('starts', 10);
const milliseconds = [];
const megabytes = [];
for (let start = 0; start < starts; start += 1) {
  const host = await startHost();
  milliseconds.push((cpuOf(host.pid) + cpuOfChildren(host.pid)) / 1_000);
  megabytes.push(rssOf(host.pid));
  await host.close();
}
await save('start', {
  starts,
  processorMs: { least: Math.min(...milliseconds), median: percentile(milliseconds, 50) },
  rssMb: percentile(megabytes, 50),
});

function rssOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;
}
