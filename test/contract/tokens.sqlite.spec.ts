import { describeTokens } from './tokens.contract.js';

describe('access tokens', () => describeTokens('sqlite'));
