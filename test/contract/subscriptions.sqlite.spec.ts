import { describeSubscriptions } from './subscriptions.contract.js';

describe('hooks kept registered', describeSubscriptions);
