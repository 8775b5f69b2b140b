import { describeTenantEnd } from './tenant-end.contract.js';

describe('the end of a tenant', describeTenantEnd);
