// Jest's globalTeardown for DB=postgres: see scripts/template-database.mjs.
export default () => globalThis.dropTemplate?.();
