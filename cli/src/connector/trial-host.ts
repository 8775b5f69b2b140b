import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { HookyardClient } from '@hookyard/client';
import { playAnswers, type CallFixture, type RecordedCall } from '@hookyard/sdk/testing';

/** The built host: this package is one of its workspaces. */
const HOST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const KEY = 'key_trial_0123456789abcdefghijklmnop';
/** Addresses are made of it, and signed with it: the port is another each time. */
export const PUBLIC_URL = 'https://hooks.example.com';

interface OutboundCall {
  readonly method: string;
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

type Documents = Readonly<Record<string, string>>;

interface Answers {
  play: ReturnType<typeof playAnswers>;
  documents: Documents;
}

interface OpenHost {
  readonly url: string;
  close(): Promise<void>;
}

interface HostModules {
  readonly openHost: (config: object, logger: object, egress: object) => Promise<OpenHost>;
  readonly loadConfig: (env: object) => { readonly config: object };
  readonly createLogger: (options: {
    readonly level: string;
    readonly mask: (text: string) => string;
  }) => object;
}

/**
 * A real host in this process: its own database in a temporary directory, one connector, and recorded answers in the
 * place of the network.
 */
export class TrialHost implements AsyncDisposable {
  private constructor(
    private readonly host: OpenHost,
    private readonly dataDir: string,
    private readonly answers: Answers,
    private readonly calls: RecordedCall[],
  ) {}

  static async start(folder: string): Promise<TrialHost> {
    const { openHost, loadConfig, createLogger } = await hostModules();
    const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-trial-'));
    const answers: Answers = { play: playAnswers([]), documents: {} };
    const calls: RecordedCall[] = [];
    const { config } = loadConfig({
      HOOKYARD_HOST: '127.0.0.1',
      HOOKYARD_PORT: '0',
      HOOKYARD_DATA_DIR: dataDir,
      HOOKYARD_ADMIN_KEY: KEY,
      HOOKYARD_PUBLIC_URL: PUBLIC_URL,
      HOOKYARD_CONNECTORS_DIR: join(dataDir, 'none'),
      HOOKYARD_PACKAGES_FILE: join(dataDir, 'none.json'),
      HOOKYARD_CONNECTORS_WATCH: folder,
      HOOKYARD_LOG_LEVEL: 'silent',
      HOOKYARD_API_CALLS_PER_SECOND: '0',
      HOOKYARD_STOP_GRACE_MS: '0',
      HOOKYARD_WATCHDOG_MS: '0',
      // Calls of several records leave in the order of their elements.
      HOOKYARD_CONCURRENCY: '1',
    });
    const egress = {
      request: async (call: OutboundCall) => {
        const made = callOf(call);
        const document = answers.documents[made.url];
        if (document !== undefined) return { status: 200, headers: {}, body: Buffer.from(document) };
        calls.push(made);
        const { status = 200, headers = {}, json, text } = answers.play(made) ?? { status: 404 };
        return {
          status,
          headers,
          body: Buffer.from(text ?? (json === undefined ? '' : JSON.stringify(json))),
        };
      },
      close: async () => undefined,
    };
    const logger = createLogger({ level: 'silent', mask: (text) => text });
    return new TrialHost(await openHost(config, logger, egress), dataDir, answers, calls);
  }

  get url(): string {
    return this.host.url;
  }

  get key(): string {
    return KEY;
  }

  get api(): HookyardClient {
    return new HookyardClient({ url: this.host.url, key: KEY });
  }

  /** From now on calls are answered so, and a sender's own host with its documents; answers the calls that left before. */
  answerWith(recorded: readonly CallFixture[], documents: Documents = {}): readonly RecordedCall[] {
    this.answers.play = playAnswers(recorded.flatMap(({ answers }) => answers));
    this.answers.documents = documents;
    return this.calls.splice(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function hostModules(): Promise<HostModules> {
  const load = async (file: string): Promise<HostModules> =>
    (await import(pathToFileURL(join(HOST, file)).href)) as HostModules;
  const [{ openHost }, { loadConfig }, { createLogger }] = await Promise.all([
    load('host.js'),
    load('config/index.js'),
    load('observe/index.js'),
  ]);
  return { openHost, loadConfig, createLogger };
}

function callOf({ method, url, headers = {}, body }: OutboundCall): RecordedCall {
  const text = body?.toString();
  return { method, url: String(url), headers, body: text === undefined ? undefined : jsonOr(text) };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
