import { Worker } from 'node:worker_threads';

/** Of the trial thread: connectors are a few megabytes of code. */
const LIMITS = { maxOldGenerationSizeMb: 512 };

/** CommonJS, as the code of a thread given as text is. */
const TRIAL = `
const { parentPort, workerData } = require('node:worker_threads');
const say = (answer) => parentPort.postMessage(answer);
const prepared = workerData.hooks ? import(workerData.hooks).then((hooks) => hooks.reloadable(workerData.folders)) : Promise.resolve();
prepared.then(() => import(workerData.url)).then(
  () => say({ problem: null }),
  (error) => say({ problem: error instanceof Error ? error.message : String(error) }),
);
`;

export interface TrialOptions {
  readonly withinMs: number;
  /** Folders whose modules are loaded anew with their entry, and the module that does so. */
  readonly reloading?: { readonly hooks: string; readonly folders: readonly string[] };
}

/**
 * Imports a module in a thread of its own first, with an empty environment: one that loops, waits for ever or ends the
 * process while it is imported ends that thread alone. Answers what is wrong, or null.
 */
export async function trialImport(
  url: string,
  { withinMs, reloading }: TrialOptions,
): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const worker = new Worker(TRIAL, {
    eval: true,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: LIMITS,
    workerData: { url, ...reloading },
  });
  const timer = setTimeout(() => resolve(lateText(withinMs)), withinMs);
  worker.once('message', ({ problem }: { readonly problem: string | null }) =>
    resolve(problem === null ? null : `it cannot be imported: ${problem}`),
  );
  worker.once('error', (error) => resolve(`it cannot be imported: ${error.message}`));
  worker.once('exit', () =>
    resolve('it ended the thread it was imported in: take process.exit out of what runs at import'),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function lateText(withinMs: number): string {
  return `its import was not over in ${withinMs / 1_000} s: nothing may be waited for while a module is imported`;
}
