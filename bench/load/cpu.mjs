// What a process has used of the CPU: with it, figures taken on a machine that others use too can be compared.
import { readFileSync } from 'node:fs';

/** Of USER_HZ, which Linux shows to programs as 100 on every machine. */
const MICROSECONDS_PER_TICK = 10_000;

/** User and system time of all its threads in µs; null where there is no /proc. */
export function cpuOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
  } catch {
    return null;
  }
}
