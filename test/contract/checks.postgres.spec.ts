import { whyNoPostgres } from '../kit/databases.js';
import { describeChecks } from './checks.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED checks of connections on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('checks of connections on PostgreSQL', describeChecks);
