// Preloaded into a host: says on its log which modules of OpenTelemetry it reads from disk.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    if (url.includes('@opentelemetry')) process.stderr.write(`loaded ${url}\n`);
    return next(url, context);
  },
});
