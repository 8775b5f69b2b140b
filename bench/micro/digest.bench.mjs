// The digests of one accepted hook of 1 KB, as one-shot hashes and as hash objects: its HMAC and the hash of its body.
// Run on the built SDK and host:
//   npm run build && node bench/micro/digest.bench.mjs
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { Bench } from 'tinybench';

import { hash53 } from '../../dist/flow/index.js';
import { macOf } from '../../sdk/dist/verify/mac.js';

const body = Buffer.alloc(1_024, 'x');
const key = createSecretKey(Buffer.from('bench-signing-secret-0123456789'));
const mac = macOf('sha256', key);

const bench = new Bench({ time: 1_000, warmupTime: 300 });
bench.add('HMAC, createHmac', () => createHmac('sha256', key).update(body).digest());
bench.add('HMAC, two one-shot hashes', () => mac([body]));
bench.add('body hash, createHash', () => createHash('sha256').update(body).digest().readUInt32BE(0));
bench.add('body hash, one shot', () => hash53(body));
await bench.run();

for (const { name, result } of bench.tasks)
  console.log(`${name.padEnd(30)} ${(result.latency.p50 * 1_000).toFixed(2).padStart(6)} µs (median)`);
