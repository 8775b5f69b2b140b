import { loadConfig } from './config/index.js';
import { isHostError } from './errors/index.js';
import { openHost, type Host } from './host.js';
import { createLogger, logIgnored, type Logger } from './observe/index.js';

/** Starts the host of this process, tells a person what to do next, and stops it when it is asked to. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { config, ignored } = loadConfig(env);
    const logger = createLogger({ level: config.HOOKYARD_LOG_LEVEL });
    logIgnored(logger);
    logStray(logger);
    if (ignored.length > 0) logger.info({ variables: ignored }, 'left alone: injected by the platform');
    const host = await openHost(config, logger);
    say(welcome(host));
    stopWhenAsked(host);
  } catch (error) {
    say(problemText(error));
    process.exitCode = 1;
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

function problemText(error: unknown): string {
  if (!isHostError(error))
    return `Hookyard cannot start: ${error instanceof Error ? error.stack : String(error)}`;
  const problems = (error.details.errors ?? []).map(({ field, message }) => `\n  - ${field} ${message}`);
  const what = [error.entry.meaning, error.details.subject, problems.length ? '' : error.details.detail];
  return `Hookyard cannot start: ${what.filter(Boolean).join(': ')}${problems.join('')}\nRemedy: ${error.entry.remedy}`;
}

function stopWhenAsked(host: Host): void {
  let isAsked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isAsked) return;
      isAsked = true;
      host.close().then(
        () => process.exit(0),
        (error: unknown) => {
          say(problemText(error));
          process.exit(1);
        },
      );
    });
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
