import { loadConfig } from './config/index.js';
import { databaseOf, openHost, type Host } from './host.js';
import { migrateApart } from './migrations.js';
import { createLogger, logIgnored, type Logger } from './observe/index.js';
import { problemText } from './problem-text.js';
import { lockDataDir } from './store/index.js';

const CANNOT_START = 'Hookyard cannot start';

/** Starts the host of this process, tells a person what to do next, and stops it when it is asked to. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { config, ignored } = loadConfig(env);
    let mask = (text: string): string => text;
    const logger = createLogger({ level: config.HOOKYARD_LOG_LEVEL, mask: (text) => mask(text) });
    logIgnored(logger);
    logStray(logger);
    if (ignored.length > 0) logger.info({ variables: ignored }, 'left alone: injected by the platform');
    const host = await openHost(config, logger);
    mask = (text) => host.mask(text);
    stopWhenAsked(host, config.HOOKYARD_STOP_GRACE_MS + config.HOOKYARD_STOP_WITHIN_MS + CLOSING_MS);
    say(welcome(host));
  } catch (error) {
    say(problemText(error, CANNOT_START));
    // What was opened before the failure (sessions of a database, timers) would keep the process there, doing nothing.
    process.exit(1);
  }
}

/** Brings the schema up to date, says what was done, and ends. */
export async function startMigration(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { config } = loadConfig(env);
    const lock = config.DATABASE_URL ? null : lockDataDir(config.HOOKYARD_DATA_DIR);
    const applied = await migrateApart(databaseOf(config, Date.now()));
    lock?.release();
    const isJson = process.argv.includes('--json');
    const text = applied.length === 0 ? 'The schema is up to date' : `Applied ${applied.join(', ')}`;
    say(isJson ? JSON.stringify({ applied }) : text);
  } catch (error) {
    say(problemText(error, CANNOT_START));
    process.exit(1);
  }
}

/** A connector may leave a rejected promise behind: its request has its outcome without it, and the host goes on. */
function logStray(logger: Logger): void {
  process.on('unhandledRejection', (error) =>
    logger.error({ err: error }, 'a promise that nobody waits for was rejected'),
  );
}

function welcome({ url, firstSteps }: Host): string {
  const lines = [`Hookyard listens on ${url}`];
  if (firstSteps?.adminKey) lines.push(`Admin key (shown once, keep it): ${firstSteps.adminKey}`);
  if (firstSteps) {
    lines.push('Send a first hook:');
    lines.push(
      `  curl -i ${firstSteps.hookUrl} -H 'content-type: application/json' -d '{"id":"1","text":"hello"}'`,
    );
    lines.push(
      `and see what became of it: GET ${url}/v1/hooks with the header Authorization: Bearer <admin key>`,
    );
  }
  return lines.join('\n');
}

/** Whatever hangs beyond this ends with the process: what was acknowledged is stored, what ran is run again. */
const CLOSING_MS = 15_000;

function stopWhenAsked(host: Host, withinMs: number): void {
  let isAsked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isAsked) return;
      isAsked = true;
      setTimeout(() => {
        say('Hookyard did not stop in time and is ended: nothing acknowledged is lost.');
        process.exit(1);
      }, withinMs).unref();
      host.close().then(
        () => process.exit(0),
        (error: unknown) => {
          say(problemText(error, CANNOT_START));
          process.exit(1);
        },
      );
    });
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
