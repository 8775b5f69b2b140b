import { whyNoPostgres } from '../kit/databases.js';
import { describeEventRetention } from './event-retention.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED retention of events on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('retention of events on PostgreSQL', describeEventRetention);
