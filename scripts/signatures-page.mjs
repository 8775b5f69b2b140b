// The page of known senders, told from the schemes themselves: what is written here is what verifies.

/** `entries`: `signatureEntries` of the SDK. */
export function signaturesPage(entries) {
  const rows = Object.entries(entries).map(([name, entry]) => rowOf(name, entry));
  const notes = Object.entries(entries).map(([name, entry]) => notesOf(name, entry));
  return `# Signatures of known senders

Generated from \`sdk/src/signatures\`. In code: \`webhook: { ...signatures.github, scope: …, externalId: … }\`. In a connector as
data: \`verify: { "kind": "named", "name": "github" }\`; the sender's handshakes, delivery id, form field and answer come with
it, and what the receiver says itself wins. Data is looked up by the host that runs it: an upgrade of the host brings what a
sender has changed.

*Signed content* is written as in \`content\` of a scheme: \`{body}\` is the raw bytes. *Age* is how far the time of signing may
lie before receipt; a sender without one is protected from replays by its delivery id alone.

| name | sender | lies in | algorithm | signed content | age | handshake | delivery id |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

${notes.join('\n')}`;
}

function rowOf(name, { title, preset }) {
  const schemes = flat(preset.verify);
  const each = (tell) => [...new Set(schemes.map(tell))].join('<br>');
  const cells = [
    code(name),
    title,
    each(placeOf),
    each(algorithmOf),
    each(contentOf),
    each(ageOf),
    (preset.handshakes ?? []).map(handshakeOf).join('<br>') || '–',
    preset.deliveryId ? code(preset.deliveryId.replaceAll('`', '')) : '–',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function notesOf(name, { title, secrets, source, note }) {
  const labels = Object.entries(secrets).map(([secret, label]) => `\`${secret}\` is *${label}*`);
  const said = note ? ` ${note}` : '';
  return `## \`${name}\`\n\n${title}. ${labels.join('; ') || 'No secret'}.${said} [The sender's own words](${source}).\n`;
}

function flat(scheme) {
  return 'of' in scheme ? scheme.of.flatMap(flat) : [scheme];
}

function placeOf(scheme) {
  if (scheme.kind === 'standardWebhooks') return code(`${scheme.headers ?? 'webhook'}-signature`);
  if (scheme.kind === 'basic') return code('authorization');
  if (scheme.kind === 'secretPath') return 'last part of the path';
  for (const place of ['header', 'query', 'form', 'body']) {
    if (scheme[place] === undefined) continue;
    const where = { header: '', query: 'query ', form: 'form field ', body: 'body ' }[place];
    return `${where}${code(scheme[place])}${scheme.perElement ? ' of each element' : ''}`;
  }
  return '–';
}

function algorithmOf(scheme) {
  switch (scheme.kind) {
    case 'hmac':
      return `HMAC-${hashOf(scheme)}, ${encodingOf(scheme, 'hex')}${keyOf(scheme)}`;
    case 'hash':
      return `${hashOf(scheme)}, ${encodingOf(scheme, 'hex')}`;
    case 'ecdsa':
      return `ECDSA P-256 ${hashOf(scheme)}, ${encodingOf(scheme, 'base64')}`;
    case 'rsa':
      return `RSA PKCS#1 v1.5 ${hashOf(scheme)}, ${encodingOf(scheme, 'base64')}${certificateOf(scheme)}`;
    case 'ed25519':
      return `Ed25519, ${encodingOf(scheme, 'base64')}`;
    case 'standardWebhooks':
      return (scheme.versions ?? ['v1', 'v1a'])
        .map((version) => (version === 'v1' ? 'HMAC-SHA256, base64' : 'Ed25519, base64'))
        .join('<br>');
    case 'jwt':
      return `JWT, ${scheme.algorithms.join(', ')}`;
    case 'token':
      return 'shared token';
    case 'basic':
      return 'HTTP basic';
    case 'secretPath':
      return 'secret path';
    default:
      throw new Error(`signatures-page.mjs has no words for the scheme '${scheme.kind}'`);
  }
}

function certificateOf({ certificate }) {
  return certificate ? `, certificate from ${certificate.hosts.map(code).join(' or ')}` : '';
}

function hashOf({ hash = 'sha256' }) {
  return hash.toUpperCase();
}

function encodingOf({ encoding, prefix }, preset) {
  return `${encoding ?? preset}${prefix ? ` behind ${code(prefix)}` : ''}`;
}

function keyOf({ key = 'utf8' }) {
  return { utf8: '', hex: ', hex key', base64: ', base64 key', sha1: ', key is the SHA-1 of the secret' }[
    key
  ];
}

function contentOf(scheme) {
  if (scheme.kind === 'standardWebhooks') return code('{id}.{timestamp}.{body}');
  if (!('content' in scheme) && !['hmac', 'hash', 'ecdsa', 'rsa', 'ed25519'].includes(scheme.kind))
    return '–';
  const content = scheme.content ?? (scheme.timestamp ? '{timestamp}.{body}' : '{body}');
  const fields = scheme.fields?.paths.map((path) => path.replace(/^NotificationRequestItem\./, ''));
  return fields ? `${code(content)}: ${fields.join(', ')}` : code(content);
}

function ageOf(scheme) {
  if (scheme.kind === 'standardWebhooks') return scheme.maxAge ?? '5m';
  return scheme.timestamp ? (scheme.maxAge ?? '5m') : '–';
}

const HANDSHAKES = {
  echoQuery: ({ methods = ['GET'], query, token }) =>
    `${methods.join(', ')}: echoes query ${code(query)}${token ? `, checks ${code(token.query)}` : ''}`,
  echoBody: (handshake) => `echoes ${code(handshake.from)} of ${matched(handshake)}`,
  hmacToken: (handshake) => `keyed hash of ${code(handshake.from)} of ${matched(handshake)}`,
  ping: ({ methods = ['POST'], onlyFormField }) =>
    `${methods.join(', ')} ${onlyFormField ? `of ${code(onlyFormField)} alone` : 'without a body'}: 200`,
  allowOrigin: ({ origins }) => `OPTIONS: allows ${origins?.map(code).join(', ') ?? 'the origin'}`,
  visit: (handshake) =>
    `GET of ${code(handshake.from)} of ${matched(handshake)}, on ${handshake.hosts.map(code).join(' or ')}`,
  hookSecret: ({ header }) => `takes and echoes ${code(header)}`,
};

function handshakeOf(handshake) {
  return HANDSHAKES[handshake.kind](handshake);
}

function matched({ match }) {
  return Object.entries(match)
    .map(([path, value]) => code(`${path}=${value}`))
    .join(', ');
}

function code(text) {
  return `\`${text}\``;
}
