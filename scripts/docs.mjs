// Writes the generated reference pages from the built host. `--check` only compares, and fails when a page is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { apiPage } from './api-page.mjs';
import { clientTypes } from './client-types.mjs';
import { connectorsPage } from './connectors-page.mjs';
import { resourcesPage } from './resources.mjs';
import { sdkPages } from './sdk-page.mjs';
import { signaturesPage } from './signatures-page.mjs';

const { openApiDocument } = await import('../dist/admin/index.js');
const { ERROR_CODES } = await import('../dist/errors/index.js');
const { configSchema, settingNotes } = await import('../dist/config/index.js');
const { FORMULA_FUNCTIONS } = await import('../dist/mapping/formulas/formula-functions.js');
const { ROLE_RULES, ROLES } = await import('../dist/registry/roles.js');
const { EVENTS } = await import('../dist/events/index.js');
const { signatureEntries } = await import('@hookyard/sdk');
const { KNOWN_TYPES } = await import('../dist/registry/record-types/known-types.js');

const description = await openApiDocument('1.0.0');
const types = await clientTypes(description);
const pages = {
  ...(types === null ? {} : { 'client/src/operations.d.ts': types }),
  'docs/reference/api.md': apiPage(description),
  'docs/reference/resources.md': resourcesPage(description),
  'docs/reference/errors.md': errorsPage(),
  'docs/reference/config.md': configPage(),
  'docs/reference/roles.md': rolesPage(),
  'docs/reference/record-types.md': recordTypesPage(),
  'docs/reference/formulas.md': formulasPage(),
  'docs/reference/events.md': eventsPage(),
  'docs/reference/connectors.md': await connectorsPage(),
  'docs/reference/signatures.md': signaturesPage(signatureEntries),
  ...sdkPages(),
  '.env.example': envExample(),
};

let stale = 0;
for (const [path, text] of Object.entries(pages)) {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (present === text) continue;
  if (process.argv.includes('--check')) {
    stale += 1;
    console.error(`${path} is stale: run npm run build && npm run docs`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
process.exit(stale === 0 ? 0 : 1);

function errorsPage() {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, entry]) =>
      `| \`${code}\` | ${entry.status} | ${entry.retryable ? 'yes' : 'no'} | ${entry.meaning} | ${entry.remedy} |`,
  );
  return `# Errors

Generated from \`src/errors/codes.ts\`. Every error body is \`application/problem+json\` with \`code\`, \`remedy\` and
\`requestId\`; the same call may succeed later where *retry* says yes.

| code | status | retry | meaning | remedy |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function eventsPage() {
  const told = Object.entries(EVENTS).filter(([, { isInternal }]) => !isInternal);
  const parts = told.map(
    ([type, { description, version, example }]) => `## \`${type}\`

${description}. Version ${version}; \`GET /v1/event-types/${type}\` has the JSON Schema.

\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`
`,
  );
  return `# Events

Generated from \`src/events/catalogue.ts\`. What a subscriber is told is an envelope around the \`data\` shown here:
\`{id, type, version, time, tenant, mode, sequence, cause, data}\`; see [the guide](../guides/subscribers.md).

${parts.join('\n')}`;
}

function rolesPage() {
  const rows = Object.entries(ROLE_RULES).map(
    ([needed, { mayCall, covers }]) =>
      `| ${needed} | ${covers} | ${ROLES.map((role) => (mayCall.includes(role) ? 'yes' : '')).join(' | ')} |`,
  );
  return `# Roles

Generated from \`src/registry/roles.ts\`. Every operation of \`/openapi.json\` says under \`x-hookyard-role\` which role it
needs; the columns say whose keys may call it. Everything stays within the key's tenant.

| needs | what it covers | ${ROLES.join(' | ')} |
|---|---|${ROLES.map(() => '---|').join('')}
${rows.join('\n')}
`;
}

function formulasPage() {
  const rows = Object.values(FORMULA_FUNCTIONS).map(
    ({ call, says, example: [expression, value] }) =>
      `| \`${call}\` | ${says} | \`${expression}\` → \`${JSON.stringify(value)}\` |`,
  );
  return `# Functions of formulas

Generated from \`src/mapping/formulas/formula-functions.ts\`. Every formula, filter and error filter of a mapping
collection may call these beside JSONata's own functions and those of its connector, which win where names are the same.
Absent and null are the same to them, and nothing in gives nothing out: the target is left untouched. Amounts are computed
as decimals, never as binary fractions; a result that no double holds exactly is given as text with all its digits.

| function | gives | example |
|---|---|---|
${rows.join('\n')}
`;
}

function recordTypesPage() {
  const sections = Object.entries(KNOWN_TYPES).map(
    ([name, { description, fields }]) =>
      `## ${name}\n\n${description}.\n\n| field | kind | meaning |\n|---|---|---|\n${fieldRows(fields).join('\n')}\n`,
  );
  return `# Record types

Generated from \`src/registry/record-types/known-types.ts\`. \`GET /v1/record-types/:name\` gives a type as JSON Schema.
Types that are not named here are open: whatever is mapped is taken. A connector declares types of its own
(\`x:VEHICLE\`), or fields beside the host's, under \`recordTypes\`; \`PUT /v1/record-types/:name\` does so for a tenant, and
the answer names who declares what. A mapping into the hub is held against the declared fields: null clears, an absent or undeclared field is not looked at, and a value that cannot be read as its kind parks the
transfer as \`Invalid\`, naming the field.

| kind | holds |
|---|---|
| text | any single value |
| number | a number, or a text that is one (exact decimals travel as text) |
| boolean | true or false, also as text |
| date-time | a text or a number; which form a system uses its mapping knows |
| object | an object; its own fields are held to theirs |
| list | a list, of objects where fields are named |

${sections.join('\n')}`;
}

function fieldRows(fields, above = '') {
  return Object.entries(fields).flatMap(([name, field]) => [
    `| \`${above}${name}\` | ${field.kind} | ${field.description ?? ''} |`,
    ...fieldRows(field.fields ?? {}, `${above}${name}${field.kind === 'list' ? '[].' : '.'}`),
  ]);
}

function settings() {
  return Object.entries(configSchema.shape).map(([name, schema]) => ({
    name,
    help: schema.description ?? '',
    preset: presetOf(schema),
    ...notesOf(schema),
  }));
}

function presetOf(schema) {
  const parsed = schema.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
}

function notesOf(schema) {
  const notes = settingNotes(schema);
  return { unit: notes.unit ?? '', isSecret: notes.isSecret ?? false };
}

function configPage() {
  const rows = settings().map(
    ({ name, help, preset, unit, isSecret }) =>
      `| \`${name}\` | ${preset === '' ? '–' : `\`${preset}\``} | ${unit || '–'} | ${isSecret ? 'yes' : ''} | ${help} |`,
  );
  return `# Settings

Generated from \`src/config/config.schema.ts\`. Read from the environment at boot; all problems are reported together. An
unknown \`HOOKYARD_*\` variable is an error, except those a container platform injects for a service of that name.

| variable | default | unit | secret | |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function envExample() {
  const lines = settings().map(({ name, help, preset }) => `# ${help}\n#${name}=${preset}\n`);
  return `# Generated from src/config/config.schema.ts. Every line is optional.\n\n${lines.join('\n')}`;
}
