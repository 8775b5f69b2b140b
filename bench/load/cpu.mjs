// What a process has used of the CPU: with it, figures taken on a machine that others use too can be compared.
import { readFileSync, readdirSync } from 'node:fs';

/** Of USER_HZ, which Linux shows to programs as 100 on every machine. */
const MICROSECONDS_PER_TICK = 10_000;

/** User and system time of all its threads in µs; null where there is no /proc. */
export function cpuOf(pid) {
  const fields = statOf(pid);
  return fields && microseconds(fields, 11, 12);
}

/** The same of its child processes, those that are gone included. */
export function cpuOfChildren(pid) {
  const own = statOf(pid);
  if (own === null) return null;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((fields) => fields?.[1] === String(pid));
  return living.reduce((sum, fields) => sum + microseconds(fields, 11, 12), microseconds(own, 13, 14));
}

/** What stands behind the program's name, which may hold anything. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function microseconds(fields, ...places) {
  return places.reduce((sum, place) => sum + Number(fields[place]), 0) * MICROSECONDS_PER_TICK;
}
