// The reference page of the management API, from its description.

/** One table for each section, in the order of the document. */
export function apiPage({ paths }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const sections = Map.groupBy(operations, ({ operation }) => operation.tags[0]);
  return `# Management API

Generated from the description of the host, which serves it at \`/openapi.json\` with every schema, error and example.

Every operation under \`/v1\` takes an API key (\`Authorization: Bearer …\`) of the role named or a higher one. Errors are
problem+json; [errors](errors.md) lists the codes. A query parameter that is not named here is refused.

- **Lists** answer \`items\` and \`next\`; \`next\` is the \`cursor\` of the next page, null on the last. \`limit\` is 1 to 200,
  50 without. The order is the one the operation names.
- **Changes of one thing** marked *If-Match* take the \`ETag\` its GET answered: the change is refused with 412 when it is
  another now. \`If-None-Match\` on a GET answers 304 when nothing changed.
- **POSTs** marked *key* take an \`Idempotency-Key\`: a repeat with its key gets the same answer for a day, with
  \`Idempotency-Replayed: true\`, and is not done again. Refused for nothing done and worth another try (429, 503), the call
  may be sent again under its key. Answers over 256 KiB are not kept.

${[...sections].map(([tag, all]) => section(tag, all)).join('\n')}`;
}

function section(tag, operations) {
  return `## ${tag}

| operation | role | takes | |
|---|---|---|---|
${operations.map(row).join('\n')}
`;
}

function row({ method, path, operation }) {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const takes = [
    ...query.map(({ name, required }) => `\`${name}\`${required ? ' (needed)' : ''}`),
    ...(operation['x-hookyard-if-match'] ? ['*If-Match*'] : []),
    ...(operation['x-hookyard-idempotency'] ? ['*key*'] : []),
  ];
  const summary = operation.summary.replaceAll('|', '\\|');
  return `| \`${method} ${path}\` | ${operation['x-hookyard-role'] ?? '–'} | ${takes.join(', ') || '–'} | ${summary} |`;
}
