// The types of the client, from the description of the host.

/** Null where the generator is not installed: the page stays as it is. */
export async function clientTypes(document) {
  const generator = await import('openapi-typescript').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error('client/src/operations.d.ts is left as it is: npm install brings openapi-typescript');
    return null;
  });
  if (generator === null) return null;
  const nodes = await generator.default(document, { alphabetize: true, defaultNonNullable: false });
  return `// Generated from the description of the host: npm run build && npm run docs\n${generator.astToString(nodes)}`;
}
