const OLDEST_NODE = 24;

// Only this file is parsed before the check: an older Node gets a remedy instead of a stack.
const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `Hookyard runs on Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.\n` +
      'Remedy: start it with `npm start`, which uses the Node that `npm ci` brought, or with node_modules/.bin/node.\n',
  );
  process.exitCode = 1;
} else {
  const { mapStacks } = await import('./stack-maps.js');
  mapStacks();
  const { start } = await import('./start.js');
  await start(process.env);
}
export {};
