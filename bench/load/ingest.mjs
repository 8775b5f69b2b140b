// `ingest`: a CSV is handed in, analysed, and the beginning of it imported. Memory is the growth of the host's resident
// size over that at rest; the baseline reads the same file with csv-parse alone and keeps nothing of it.
// Usage: node bench/load/ingest.mjs [--rows=1000000] [--imported=20000]; run from the root after a build.
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

import { cpuOf } from './cpu.mjs';
import { startHost, until } from './host.mjs';
import { option, save } from './results.mjs';

const rows = option('rows', 1_000_000);
const imported = option('imported', 20_000);
const SAMPLE_MS = 50;
const COLUMNS = [
  { name: 'Number', field: 'customFields.number' },
  { name: 'E-mail', field: 'email', type: 'text', required: true },
  { name: 'First', field: 'firstName', type: 'text' },
  { name: 'Last', field: 'lastName', type: 'text' },
  { name: 'Since', field: 'customFields.since', type: 'date' },
  { name: 'Note', field: 'customFields.note' },
];
const BASELINE = `
  import { createReadStream } from 'node:fs';
  import { parse } from 'csv-parse';
  let rows = 0;
  for await (const _ of createReadStream(process.argv[1]).pipe(parse())) rows += 1;
  console.log(JSON.stringify({ rows, peakKb: process.resourceUsage().maxRSS }));
`;

const folder = mkdtempSync(join(tmpdir(), 'hookyard-ingest-'));
const host = await startHost({ HOOKYARD_API_CALLS_PER_SECOND: '0' });
try {
  const file = await written(join(folder, 'many.csv'), rows);
  const few = await written(join(folder, 'few.csv'), imported);
  const baseline = await baselineOf(file);
  await uploaded(few.path, 'warm-up');
  const atRest = rssOf(host.pid);
  const upload = await measured(() => uploaded(file.path, 'many'));
  const analysis = await measured(() => analysed(upload.result.id));
  const dataset = await uploaded(few.path, 'few');
  const into = await measured(() => importedOf(dataset.id));
  const speed = (part, of) => Math.round(of / part.seconds);
  await save('ingest', {
    rows,
    megabytes: Math.round(file.bytes / 1e6),
    baseline: { rowsPerSecond: speed(baseline, rows), peakMegabytes: Math.round(baseline.peakKb / 1_024) },
    upload: {
      rowsPerSecond: speed(upload, rows),
      toBaseline: Math.round((100 * baseline.seconds) / upload.seconds) / 100,
      memoryGrowthMegabytes: Math.round((upload.peak - atRest) / 1e6),
      hostCpuMicrosPerRow: perRow(upload, rows),
    },
    analysis: {
      rowsPerSecond: speed(analysis, rows),
      memoryGrowthMegabytes: Math.round((analysis.peak - atRest) / 1e6),
      hostCpuMicrosPerRow: perRow(analysis, rows),
    },
    import: {
      rows: imported,
      created: into.result.rows.created,
      rowsPerSecond: speed(into, imported),
      memoryGrowthMegabytes: Math.round((into.peak - atRest) / 1e6),
      hostCpuMicrosPerRow: perRow(into, imported),
    },
    storedBytesPerRow: Math.round((sizeOf(host.dataDir) / (rows + 2 * imported)) * 10) / 10,
  });
  process.exitCode = upload.peak - atRest < 100e6 && into.result.rows.created === imported ? 0 : 1;
} finally {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
}

async function written(path, count) {
  const out = createWriteStream(path);
  out.write('Number,E-mail,First,Last,Since,Note\n');
  for (let n = 1; n <= count; n += 1) {
    const line = `${n},person${n}@example.com,First${n % 97},Last${n % 991},2026-01-${String((n % 28) + 1).padStart(2, '0')},"a ""note"" of ${n}"\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { path, bytes: statSync(path).size };
}

async function baselineOf({ path }) {
  const began = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', BASELINE, path]);
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  await once(child, 'exit');
  const { peakKb } = JSON.parse(said);
  return { seconds: (performance.now() - began) / 1_000, peakKb };
}

async function uploaded(path, identifier) {
  const body = { type: 'CUSTOMER', identifier, key: 'Number', columns: COLUMNS };
  const { id } = await host.call('POST', '/v1/datasets', body);
  const answer = await fetch(`${host.url}/v1/datasets/${id}/data`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.key}`, 'content-type': 'text/csv' },
    body: Readable.toWeb(createReadStream(path)),
    duplex: 'half',
  });
  const dataset = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(dataset));
  return dataset;
}

async function analysed(id) {
  await host.call('POST', `/v1/datasets/${id}/analyse`);
  await until(
    async () => (await host.call('GET', `/v1/datasets/${id}`)).analysis?.state === 'done',
    1_800_000,
  );
}

async function importedOf(dataset) {
  const { id } = await host.call('POST', '/v1/imports', { dataset });
  let now;
  await until(async () => {
    now = await host.call('GET', `/v1/imports/${id}`);
    return now.state === 'completed' || now.state === 'failed';
  }, 1_800_000);
  return now;
}

async function measured(work) {
  let peak = rssOf(host.pid);
  const cpu = cpuOf(host.pid);
  const watch = setInterval(() => (peak = Math.max(peak, rssOf(host.pid))), SAMPLE_MS);
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  return { result, seconds, peak, cpu: cpu === null ? null : cpuOf(host.pid) - cpu };
}

function perRow({ cpu }, of) {
  return cpu === null ? null : Math.round((cpu / of) * 10) / 10;
}

function rssOf(pid) {
  const [, kb = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) * 1_024;
}

function sizeOf(dataDir) {
  return statSync(join(dataDir, 'hookyard.sqlite')).size;
}
