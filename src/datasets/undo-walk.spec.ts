import type { HubRecord, RecordChange } from '../hub/index.js';
import { wayBack } from './undo-walk.js';

const IMPORT = 100;
const UNDO = 200;
const ROOTS = { undone: IMPORT, undo: UNDO };

function record(version: number, more: Partial<HubRecord> = {}): HubRecord {
  const none = { deletedAt: null, mergedInto: null, mergedBy: null, erasedAt: null };
  const of = { id: 1, tenant: 1, mode: 'live', type: 'CUSTOMER', createdAt: 1, updatedAt: 1 } as const;
  return { ...of, ...none, version, data: { city: 'C', name: 'N' }, ...more };
}

/** Oldest first: who made each change, and of which field. */
function history(
  ...changes: readonly (readonly [root: number, changed: RecordChange['changed']])[]
): RecordChange[] {
  return changes
    .map(([root, changed], at) => ({
      record: 1,
      version: at + 1,
      at,
      root,
      connection: 1,
      changed,
      event: null,
    }))
    .toReversed();
}

describe('the way back of a record', () => {
  it('leads to what was before the first change of the import, over all of its changes', () => {
    const changes = history(
      [1, {}],
      [IMPORT, { city: ['A', 'B'] }],
      [IMPORT, { city: ['B', 'C'], name: [null, 'N'] }],
    );

    expect(wayBack(record(3), changes, ROOTS)).toEqual({
      kind: 'restore',
      fields: { city: 'A', name: null },
    });
  });

  it('removes what the import made, and nothing that anybody touched since', () => {
    expect(wayBack(record(2), history([IMPORT, {}], [IMPORT, { city: ['A', 'C'] }]), ROOTS).kind).toBe(
      'remove',
    );
    expect(wayBack(record(2), history([IMPORT, {}], [7, { city: ['A', 'C'] }]), ROOTS)).toEqual({
      kind: 'kept',
      why: 'it was changed since',
    });
  });

  it('is gone already where a process died behind it', () => {
    const changes = history([1, {}], [IMPORT, { city: ['A', 'B'] }], [UNDO, { city: ['B', 'A'] }]);

    expect(wayBack(record(3), changes, ROOTS).kind).toBe('over');
  });

  it('is none where history, record or lists of children do not show it', () => {
    const changed = history([1, {}], [IMPORT, { 'lines.chd_1.quantity': [1, 2] }]);
    const why = (...args: Parameters<typeof wayBack>): unknown => (wayBack(...args) as { why?: string }).why;

    expect(why(record(2), changed, ROOTS)).toBe('it changed a list of children');
    expect(why(record(9), changed, ROOTS)).toBe('its history is gone');
    expect(why(record(2), changed.slice(0, 1), ROOTS)).toBe('its history is gone');
    expect(why(record(2, { mergedInto: 5 }), changed, ROOTS)).toBe('it was merged');
    expect(why(record(2, { erasedAt: 5 }), changed, ROOTS)).toBe('it was erased');
  });
});
