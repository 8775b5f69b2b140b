import type { ColumnType, Statement } from '../../store/index.js';

interface Texts<Row> {
  readonly name: string;
  readonly params: Readonly<Record<string, ColumnType>>;
  readonly sqlite: string;
  /** `{rows}` stands for the parameters as a table `x`. */
  readonly postgres: string;
  readonly scans?: string;
  readonly echo?: Statement<Row>['echo'];
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  int8: 'int8',
  text: 'text',
  bytes: 'bytea',
  float8: 'float8',
};

/** A statement whose PostgreSQL text reads its parameters, one array each, as the rows of a table `x`. */
export function define<Row = unknown>(texts: Texts<Row>): Statement<Row> {
  const arrays = Object.values(texts.params).map((type, index) => `$${index + 1}::${SQL_TYPES[type]}[]`);
  const rows = `unnest(${arrays.join(', ')}) AS x(${Object.keys(texts.params).join(', ')})`;
  return { ...texts, postgres: texts.postgres.replaceAll('{rows}', rows) };
}
