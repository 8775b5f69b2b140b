import { Command } from 'commander';

import { Api } from './api.js';
import { addCallbacks } from './commands/callbacks.js';
import { addCompletion } from './commands/completion.js';
import { addConfig } from './commands/config.js';
import { addConnections } from './commands/connections.js';
import { addCapture } from './commands/capture.js';
import { addConnector } from './commands/connector.js';
import { addConnectors } from './commands/connectors.js';
import { addDatasets } from './commands/datasets.js';
import { addDoctor } from './commands/doctor.js';
import { addEndpoints } from './commands/endpoints.js';
import { addTriggers } from './commands/triggers.js';
import { addHandlers } from './commands/handlers.js';
import { addErase } from './commands/erase.js';
import { addEvents } from './commands/events.js';
import { addExplain } from './commands/explain.js';
import { addKeep } from './commands/keep.js';
import { addKeys } from './commands/keys.js';
import { addLocal } from './commands/local.js';
import { addListen } from './commands/listen.js';
import { addPlay } from './commands/play.js';
import { addPortalLinks } from './commands/portal-links.js';
import { addProfile } from './commands/profile.js';
import { addReplay } from './commands/replay.js';
import { addScopes } from './commands/scopes.js';
import { addSend } from './commands/send.js';
import { addTail } from './commands/tail.js';
import { addTenants } from './commands/tenants.js';
import type { Context } from './context.js';
import type { ExitCode } from './exit-codes.js';
import { outputTo } from './output.js';
import { placeOf, type Environment, type GivenPlace } from './settings.js';

export interface ProgramOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly endWith: (code: ExitCode) => void;
}

/** The tree of commands. */
export function programOf({ env, signal, stdout, stderr, endWith }: ProgramOptions): Command {
  const program = new Command('hookyard')
    .description('Receives hooks, keeps systems in step: starts a host, and talks to a running one.')
    .option('--url <address>', 'where the host answers (HOOKYARD_URL; default http://127.0.0.1:8080)')
    .option('--key <key>', 'an API key (better: HOOKYARD_KEY, or a profile)')
    .option('--profile <name>', 'address and key from the profile file (HOOKYARD_PROFILE)')
    .option('--json', 'answer with JSON')
    .showHelpAfterError('(hookyard --help lists the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });
  const context: Context = {
    env,
    signal,
    endWith,
    get out() {
      return outputTo({ stdout, stderr }, program.opts<{ json?: boolean }>().json === true);
    },
    api: () => new Api(placeOf(program.opts<GivenPlace>(), env)),
  };
  for (const add of [
    addLocal,
    addDoctor,
    addKeep,
    addConnections,
    addConnectors,
    addConnector,
    addScopes,
    addKeys,
    addTenants,
    addSend,
    addPlay,
    addListen,
    addCapture,
    addTail,
    addExplain,
    addReplay,
    addDatasets,
    addErase,
    addEndpoints,
    addPortalLinks,
    addHandlers,
    addTriggers,
    addCallbacks,
    addEvents,
    addConfig,
    addProfile,
    addCompletion,
  ])
    add(program, context);
  return program;
}
