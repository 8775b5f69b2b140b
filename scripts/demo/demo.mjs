// `npm run demo`: a host on a temporary database, systems that send hooks over HTTP, and a destination that gets the
// records; then two systems with the same customers. Prints what became of each hook and step; ends with 0 only if all is as expected.
import { fakePartner } from '../../test/kit/fake-partner.ts';
import { startHost } from './demo-host.mjs';
import { hooks } from './hooks.mjs';
import { play } from './play.mjs';
import { SOURCE_RECORDS, setUp } from './systems.mjs';
import { tableOf } from './table.mjs';
import { keepInStep } from './two-systems.mjs';

const begun = performance.now();
await using cleanUp = new AsyncDisposableStack();

console.log('Starting a host on a temporary database, and the systems around it …');
const destination = cleanUp.use(await fakePartner());
const sources = cleanUp.use(await fakePartner());
sources.misbehave(({ path }) => {
  const body = SOURCE_RECORDS[path];
  return body ? { status: 200, body } : { status: 404, body: { error: 'not found' } };
});
const host = await startHost();
cleanUp.defer(() => host.stop());
const urls = await setUp(host.admin, { destination: destination.url, sources: sources.url });
const systems = new Set(hooks.map(({ system }) => system));
console.log(`Playing ${hooks.length} hooks of ${systems.size} systems …\n`);

const rows = [];
for (const [index, hook] of hooks.entries()) {
  const became = await play(hook, { admin: host.admin, url: urls[hook.system], destination });
  rows.push({ place: index + 1, what: hook.what, system: hook.system, ...became });
}

console.log(tableOf(rows));
console.log(
  '\nin: requests that bring a record into the hub · out: requests that write it to the destination\nms: from sending the hook until the last of them ended\n',
);
const wrong = rows.filter(({ differences }) => differences.length > 0);
for (const { place, what, differences } of wrong) {
  console.error(`${place}. ${what}:\n${differences.map((difference) => `   ${difference}`).join('\n')}`);
}
console.log('Two systems with the same customers, kept in step …\n');
const steps = await keepInStep(host.admin, cleanUp);
for (const { what, problem, tookMs } of steps) {
  console.log(`${problem === null ? '✓' : '✗'} ${what} (${tookMs} ms)`);
  if (problem !== null) console.error(`   ${problem}`);
}
console.log('');
const counts = ['orders', 'customers', 'products'].map(
  (collection) => `${destination.records(collection).length} in ${collection}`,
);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
const failed = steps.filter(({ problem }) => problem !== null);
if (wrong.length + failed.length > 0) {
  console.error(
    `\n${wrong.length} of ${rows.length} hooks and ${failed.length} of ${steps.length} steps did not end as expected.`,
  );
  if (host.lines.length > 1) console.error(`The host said:\n${host.lines.slice(-20).join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(
    `All ${rows.length} hooks ended as expected, all ${steps.length} steps in both systems too. Now at the destination: ${counts.join(', ')} (${seconds} s).`,
  );
}
