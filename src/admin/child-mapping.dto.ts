import type { ApiPropertyOptions } from '@nestjs/swagger';

const MAPPINGS = {
  type: 'array',
  items: { type: 'object', additionalProperties: true },
  description: 'As of the collection; formulas also see `$Parent`.',
} as const;

/** Lists of child records. What is in them the SDK's schema checks, with every problem by its place. */
export const CHILDREN: ApiPropertyOptions = {
  type: 'array',
  description: 'Lists of child records, each with mappings of its own; at most three levels deep.',
  items: {
    type: 'object',
    required: ['target', 'mappings'],
    properties: {
      target: { type: 'string', description: 'The field of the mapped record that holds the list.' },
      type: { type: 'string', example: 'TRANSACTION_LINE' },
      source: { type: 'string', description: 'Where the list lies in the source: a path, or JSONata.' },
      key: { type: 'string', description: 'The field of the mapped child that holds its id in the system.' },
      match: { type: 'array', items: { type: 'string' } },
      partial: { type: 'boolean', description: 'Children that are not named are left alone.' },
      filter: { type: 'string', description: 'JSONata over the source child; false leaves it out.' },
      mappings: MAPPINGS,
      rows: {
        type: 'array',
        description: 'Children made from fields of the parent.',
        items: {
          type: 'object',
          required: ['name', 'mappings'],
          properties: {
            name: { type: 'string' },
            when: { type: 'string', description: 'JSONata over the parent; false: there is none.' },
            mappings: MAPPINGS,
          },
        },
      },
      children: { type: 'array', items: { type: 'object', additionalProperties: true } },
    },
  },
  example: [
    {
      target: 'lines',
      type: 'TRANSACTION_LINE',
      source: 'line_items',
      key: 'id',
      match: ['sku'],
      mappings: [
        { kind: 'field', target: 'id', source: 'id' },
        { kind: 'field', target: 'sku', source: 'sku' },
      ],
    },
  ],
};
