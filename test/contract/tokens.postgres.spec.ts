import { whyNoPostgres } from '../kit/databases.js';
import { describeTokens } from './tokens.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED access tokens on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('access tokens on PostgreSQL', () => describeTokens('postgres'));
