// The page of connectors that come with the host: what each takes, how it is proven, and what can be done with its records.
import { readdirSync } from 'node:fs';

const ABILITIES = ['get', 'list', 'lookup', 'create', 'update', 'delete', 'merge'];

export async function connectorsPage() {
  const names = readdirSync('connectors').sort();
  const connectors = [];
  for (const name of names) connectors.push((await import(`../connectors/${name}/dist/index.js`)).connector);
  const rows = connectors.map(
    ({ name, version, description = '', scopes, records = {}, webhook, check, auth, presets }) =>
      `| [${name}](#${name}) | ${version} | ${description} | ${Object.keys(scopes).length} | ${Object.keys(records).length} | ${marked(webhook.subscriptions)} | ${marked(check)} | ${accessOf({ auth, presets, check })} |`,
  );
  return `# Connectors

Generated from the folders of \`connectors/\`. *types*: kinds of records it reads or writes; *registers*: the host registers
its hooks; *check*: its credentials can be tried before it is used; *access*: how its calls are authenticated.

| connector | version | for | scopes | types | registers | check | access |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

${connectors.map(sectionOf).join('\n')}`;
}

function sectionOf(connector) {
  const { name, version, description = '', webhook, auth, records = {}, scopes, presets } = connector;
  return `## ${name}

${description}. Version ${version}; [how to set it up](../../connectors/${name}/README.md).

- **Verification**: ${proofOf(webhook.verify)}.
- **Authentication of calls**: ${accessOf({ auth, presets, check: connector.check })}.
- **One address for many accounts**: ${webhook.urlPath === undefined ? 'no' : `\`/receivers/${webhook.urlPath}\``}.
- **Registers its hooks**: ${subscriptionsOf(webhook.subscriptions)}.
- **Check of the credentials**: ${connector.check ? 'yes' : 'no'}.
- **Limits kept to**: ${limitsOf(connector.limits)}.

${recordsOf(records, scopes)}| scope | type | action | description |
|---|---|---|---|
${Object.entries(scopes).map(scopeRow).join('\n')}
`;
}

/** All types it knows: those it reads or writes, and those that only come with hooks. */
function recordsOf(records, scopes) {
  const told = new Set(Object.values(scopes).filter(isOfHooks).map(typeOf));
  const types = [...new Set([...Object.keys(records), ...told])];
  const rows = types.map((type) => {
    const can = ABILITIES.map((ability) => marked(canDo(records[type] ?? {}, ability)));
    return `| \`${type}\` | ${marked(told.has(type))} | ${can.join(' | ')} |`;
  });
  return `| record type | hooks | ${ABILITIES.join(' | ')} |
|---|---|${ABILITIES.map(() => '---|').join('')}
${rows.join('\n')}

`;
}

/** Polls and first loads ask, nobody tells. */
function isOfHooks(scope) {
  return !['POLL', 'INITIALIZE'].includes(Array.isArray(scope) ? scope[1] : scope.action);
}

function typeOf(scope) {
  return Array.isArray(scope) ? scope[0] : scope.type;
}

function marked(is) {
  return is ? 'yes' : '';
}

/** Who writes many at once, writes one. */
function canDo(handlers, ability) {
  const isWrite = ['create', 'update', 'delete'].includes(ability);
  return handlers[ability] !== undefined || (isWrite && handlers.writeMany !== undefined);
}

function scopeRow([name, scope]) {
  const [type, action, description] = Array.isArray(scope)
    ? scope
    : [scope.type, scope.action, scope.description];
  return `| \`${name}\` | \`${type}\` | ${action} | ${description} |`;
}

function proofOf(scheme) {
  switch (scheme.kind) {
    case 'any':
      return scheme.of.map(proofOf).join(' or ');
    case 'all':
      return scheme.of.map(proofOf).join(' and ');
    case 'unsigned':
      return `none: ${scheme.reason}`;
    case 'hmac':
    case 'hash':
      return `${scheme.kind === 'hmac' ? 'HMAC' : 'hash'} with ${(scheme.hash ?? 'sha256').toUpperCase()}${placeOf(scheme)}`;
    case 'token':
      return `shared token${placeOf(scheme)}`;
    case 'secretPath':
      return 'a secret as the last part of the address';
    case 'basic':
      return 'user and password (basic)';
    case 'standardWebhooks':
      return 'Standard Webhooks';
    default:
      return `${scheme.kind} signature${placeOf(scheme)}`;
  }
}

function placeOf({ header, query, body, form }) {
  if (header) return ` in the header \`${header.toLowerCase()}\``;
  if (query) return ` in the query value \`${query}\``;
  return body ? ` in the body (\`${body}\`)` : ` in the form field \`${form}\``;
}

/** A function of the settings is asked for each choice that a setting offers. */
function accessOf({ auth, presets, check }) {
  // Who calls without telling the host how, puts its key where the host does not: into the body.
  if (auth === undefined || auth.kind === 'none') return check ? 'by the connector itself' : 'none';
  if (typeof auth !== 'function') return authName(auth);
  const names = choicesOf(presets).map((settings) => authName(auth(settings)));
  return [...new Set(names)].join(' or ');
}

function choicesOf(presets) {
  const shape = Object.entries(presets?.shape ?? {});
  const defaults = Object.fromEntries(
    shape.map(([name, schema]) => [name, schema.safeParse(undefined).data]),
  );
  const choices = shape.flatMap(([name, schema]) =>
    (innerOf(schema).options ?? []).map((option) => ({ ...defaults, [name]: option })),
  );
  return [defaults, ...choices];
}

function innerOf(schema) {
  return schema.def.innerType ? innerOf(schema.def.innerType) : schema;
}

function authName({ kind, flow, header, rotating }) {
  if (kind === 'oauth2') return `OAuth 2 (${flow}${rotating ? ', rotating refresh tokens' : ''})`;
  return kind === 'apiKey' && header ? `API key in \`${header}\`` : kind;
}

function subscriptionsOf(subscriptions) {
  if (!subscriptions) return 'no';
  return subscriptions.carries === 'all-topics' ? 'yes, one with all topics' : 'yes, one for each topic';
}

function limitsOf(limits) {
  const parts = ['TO', 'FROM'].flatMap((direction) => {
    const { calls, perSeconds = 1, concurrency } = limits?.[direction] ?? {};
    const said = [
      ...(calls === undefined
        ? []
        : [`${calls} calls in ${perSeconds === 1 ? 'a second' : `${perSeconds} seconds`}`]),
      ...(concurrency === undefined ? [] : [`${concurrency} at the same time`]),
    ];
    return said.length === 0 ? [] : [`${direction} ${said.join(', ')}`];
  });
  return parts.length === 0 ? 'what its answers tell of' : parts.join('; ');
}
