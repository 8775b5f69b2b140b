import { whyNoPostgres } from '../kit/databases.js';
import { describeTenantEnd } from './tenant-end.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the end of a tenant on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('the end of a tenant on PostgreSQL', describeTenantEnd);
