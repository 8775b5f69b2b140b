// What the load benches share about their results: options, percentiles, and the file a run leaves in bench/results.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';

const loadAtStart = loadavg()[0];

export function option(name, otherwise) {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given ? Number(given.slice(name.length + 3)) : otherwise;
}

export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
  return found === undefined ? null : Math.round(found * 100) / 100;
}

export async function save(name, result) {
  const whole = {
    bench: name,
    at: new Date().toISOString(),
    command: `node ${process.argv
      .slice(1)
      .map((part) => part.replace(`${process.cwd()}/`, ''))
      .join(' ')}`,
    machine: {
      cpu: cpus()[0]?.model,
      cores: availableParallelism(),
      node: process.version,
      loadAverageBefore: Math.round(loadAtStart * 100) / 100,
    },
    ...result,
  };
  await mkdir('bench/results', { recursive: true });
  await writeFile(`bench/results/${name}.json`, `${JSON.stringify(whole, null, 2)}\n`);
  console.log(JSON.stringify(whole, null, 2));
}
