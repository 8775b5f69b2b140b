/**
 * What tenants use and have. In come hooks that were kept and questions; out go refusals beyond a quota, figures, exports,
 * and nothing of a tenant that was deleted. It
 * promises that a quota of hooks is exact within a process and known of others within half a second, that counting costs
 * a hook an addition, and that every table of a tenant is in one list that measurements, exports and deletions walk. It refuses nothing of
 * tenants without quotas.
 */
export { Deleting } from './deleting.js';
export { DELETING_STATEMENTS } from './deleting-statements.js';
export { EXPORT_STATEMENTS } from './export-statements.js';
export { Measuring } from './measuring.js';
export { OpenRequests } from './open-requests.js';
export { TENANT_TABLES, childrenOf } from './tables.js';
export type { TenantTable } from './tenant-table.js';
export { TABLE_STATEMENTS } from './table-statements.js';
export { UsageBook } from './usage-book.js';
export type { QuotaRefusal } from './usage-book.js';
export { USAGE_STATEMENTS } from './usage-statements.js';
export { TenantExport } from './tenant-export.js';
export { TenantUsage } from './tenant-usage.js';
export type { UsageFigure, UsageInfo } from './tenant-usage.js';
