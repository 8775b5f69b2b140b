import { z } from 'zod';

import { numericFieldsOf } from './numeric-fields.js';

describe('the numeric fields of a schema', () => {
  it('are those of type number or integer, through objects, lists, choices and references', () => {
    const line = z.object({ sku: z.string(), price: z.number() });
    const schema = z.object({
      id: z.int(),
      note: z.string().optional(),
      total: z.number().nullable(),
      weight: z.union([z.string(), z.number()]).optional(),
      lines: z.array(line),
      shipping: z.object({ cost: z.coerce.number() }).partial(),
      when: z.date(),
    });

    expect([...numericFieldsOf(schema)].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'id',
      'lines.price',
      'shipping.cost',
      'total',
      'weight',
    ]);
  });

  it('of a schema that holds itself are found to a depth', () => {
    const node = z.object({ count: z.number(), get child() { return node.optional(); } }); // prettier-ignore

    expect([...numericFieldsOf(node)]).toEqual(expect.arrayContaining(['count', 'child.count']));
  });

  it('are none where there is no schema, or one nobody can read', () => {
    const notZod = { safeParse: () => ({ success: true }) } as unknown as z.ZodType;

    expect([numericFieldsOf(undefined).size, numericFieldsOf(notZod).size]).toEqual([0, 0]);
  });
});
