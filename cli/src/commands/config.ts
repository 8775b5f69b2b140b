import { readFileSync, writeFileSync } from 'node:fs';

import type { Command } from 'commander';
import { parse, stringify } from 'yaml';

import type { Api } from '../api.js';
import { agreed } from '../ask.js';
import { silentOnes } from '../config/called-steps.js';
import { documentOf, hostState, type CalledEntry, type ConfigDocument } from '../config/document.js';
import { missingSecrets, planOfBases, planOfParts } from '../config/plan.js';
import type { PlanOptions, Step } from '../config/step.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

interface ApplyOptions {
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly secrets?: string;
  readonly yes?: boolean;
}

/** The second round sees what the first made: scopes that come with collections. */
const MOST_ROUNDS = 3;

export function addConfig(program: Command, context: Context): void {
  const config = program
    .command('config')
    .description(
      'connections with all that hangs on them, translations, endpoints, handlers and triggers as one document, without secrets',
    );
  config
    .command('export')
    .description('what the host is set up with')
    .option('--file <file>', 'writes it there')
    .action(async ({ file }: { file?: string }) => {
      const document = documentOf(await hostState(context.api()));
      const text = context.out.isJson ? JSON.stringify(document, null, 2) : stringify(document);
      if (file === undefined) context.out.result(document, () => text.trimEnd());
      else {
        writeFileSync(file, `${text.trimEnd()}\n`);
        context.out.result({ file }, () => `wrote ${file}`);
      }
    });
  config
    .command('diff <file>')
    .description(`what an apply would do; ends with ${EXIT.found} where there is something`)
    .option('--prune', 'with what it would remove')
    .action(async (file: string, options: ApplyOptions) => {
      const found = await differences(context.api(), documentIn(file), planOptions(options));
      context.out.result(found, shown);
      if (found.steps.length > 0) context.endWith(EXIT.found);
    });
  config
    .command('apply <file>')
    .description('makes the host as the document says')
    .option('--dry-run', 'only says what it would do')
    .option(
      '--prune',
      'removes collections, translations, added scopes, endpoints, handlers and triggers that are not in it',
    )
    .option(
      '--secrets <file>',
      'values for what is made: {"Shop": {"webhook": "…"}, "endpoint:live:Billing": {"authorization": "…"}}',
    )
    .option('--yes', 'without asking')
    .action((file: string, options: ApplyOptions) => apply(context, documentIn(file), options));
}

async function apply(context: Context, document: ConfigDocument, options: ApplyOptions): Promise<void> {
  const { out } = context;
  const api = context.api();
  const plan = planOptions(options);
  const found = await differences(api, document, plan);
  if (options.dryRun || found.steps.length === 0) {
    out.result(found, shown);
    return;
  }
  if (!options.yes) await agreed(shown(found), 'Look with --dry-run, then say --yes.');
  const done: Told[] = [];
  const hints: string[] = [];
  const run = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) {
      out.say(`${step.action} ${step.what}`);
      await step.run(api);
      done.push(toldOf(step));
      if (step.hint !== undefined) hints.push(step.hint);
    }
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await run(planOfBases(document, await hostState(api, document), plan));
    const rest = planOfParts(document, await hostState(api, document), plan);
    if (rest.length === 0) break;
    await run(rest);
  }
  const after = await hostState(api, document);
  const missing = missingSecrets(document, after);
  const notes = [...silentOnes(document, after), ...hints];
  out.result({ steps: done, missingSecrets: missing, notes }, (all) =>
    [`${all.steps.length} steps done`, ...missingLines(missing), ...notes].join('\n'),
  );
}

interface Told {
  readonly action: Step['action'];
  readonly what: string;
  readonly changes?: Step['changes'];
}

interface Differences {
  readonly steps: readonly Told[];
  readonly missingSecrets: readonly string[];
  /** Endpoints, handlers and triggers that nothing is sent to. */
  readonly notes: readonly string[];
}

async function differences(api: Api, document: ConfigDocument, options: PlanOptions): Promise<Differences> {
  const state = await hostState(api, document);
  const steps = [...planOfBases(document, state, options), ...planOfParts(document, state, options)];
  const notes = silentOnes(document, state);
  return { steps: steps.map(toldOf), missingSecrets: missingSecrets(document, state), notes };
}

function toldOf({ action, what, changes }: Step): Told {
  return { action, what, ...(changes ? { changes } : {}) };
}

function shown({ steps, missingSecrets: missing, notes }: Differences): string {
  const lines = steps.flatMap(({ action, what, changes = {} }) => [
    `${action} ${what}`,
    ...Object.entries(changes).map(([field, value]) => `    ${field}: ${JSON.stringify(value)}`),
  ]);
  return [...(lines.length > 0 ? lines : ['nothing differs']), ...missingLines(missing), ...notes].join('\n');
}

function missingLines(missing: readonly string[]): string[] {
  return missing.length === 0 ? [] : ['secrets without a value:', ...missing.map((one) => `    ${one}`)];
}

function planOptions({ prune, secrets }: ApplyOptions): PlanOptions {
  const values =
    secrets === undefined ? {} : (parse(readFileSync(secrets, 'utf8')) as PlanOptions['secrets']);
  return { prune: prune === true, secrets: values };
}

function documentIn(file: string): ConfigDocument {
  const read = parse(readFileSync(file, 'utf8')) as Partial<ConfigDocument> | null;
  if (read?.version !== 1)
    throw new CommandError(
      EXIT.usage,
      `${file} is no document of version 1`,
      'Make one with hookyard config export.',
    );
  const { connectors = [], translations = [], connections = [], endpoints, handlers, triggers } = read;
  return {
    version: 1,
    connectors,
    translations,
    connections: connections.map((one) => ({
      ...one,
      secrets: one.secrets ?? [],
      collections: one.collections ?? [],
      scopes: one.scopes ?? [],
    })),
    ...(endpoints ? { endpoints: endpoints.map(withHeaders) } : {}),
    ...(handlers ? { handlers: handlers.map(withHeaders) } : {}),
    ...(triggers ? { triggers: triggers.map(withHeaders) } : {}),
  };
}

function withHeaders(one: CalledEntry): CalledEntry {
  return { ...one, secretHeaders: one.secretHeaders ?? [] };
}
