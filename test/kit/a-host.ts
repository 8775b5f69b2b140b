import { anEmptyPostgresDatabase } from './databases.js';
import { HostProcess, type HostProcessOptions } from './host-process.js';

/** A whole host with nothing in it, on the engine the suite runs on. */
export interface LoneHost extends AsyncDisposable {
  readonly host: HostProcess;
}

export async function aHost(options: HostProcessOptions = {}): Promise<LoneHost> {
  const cleanUp = new AsyncDisposableStack();
  const database = process.env.DB === 'postgres' ? await anEmptyPostgresDatabase() : undefined;
  if (database) cleanUp.defer(() => database.drop());
  const host = cleanUp.use(await HostProcess.start({ databaseUrl: database?.url, ...options }));
  return { host, [Symbol.asyncDispose]: () => cleanUp.disposeAsync() };
}
