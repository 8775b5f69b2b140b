import { WorkerProcess } from '../../workers/index.js';
import type { FromWorker, ToWorker } from './messages.js';

export type ExpressionProcess = WorkerProcess<ToWorker, FromWorker>;

export function startProcess(heapMb: number): ExpressionProcess {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = isSource ? new URL('./entry.ts', import.meta.url) : new URL('./entry.js', import.meta.url);
  return new WorkerProcess<ToWorker, FromWorker>({ entry, heapMb });
}
