import { describeChecks } from './checks.contract.js';

describe('checks of connections', describeChecks);
