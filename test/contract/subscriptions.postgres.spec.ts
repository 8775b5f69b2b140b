import { whyNoPostgres } from '../kit/databases.js';
import { describeSubscriptions } from './subscriptions.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED hooks kept registered on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('hooks kept registered on PostgreSQL', describeSubscriptions);
