import { describeEventRetention } from './event-retention.contract.js';

describe('retention of events', describeEventRetention);
