import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Under its name it is whole, or not there: it is written beside it, flushed, and moved. */
export async function wholeFile(file: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  removeDatabase(part);
  try {
    await write(part);
    flush(part);
    renameSync(part, file);
    flush(dirname(file));
  } finally {
    removeDatabase(part);
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
