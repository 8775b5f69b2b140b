/** What versions of connectors in code said of themselves: their hooks are kept when one of them is not loaded. */
const imprints = (id: string): string => `
CREATE TABLE connector_imprint (
  ${id}, name text NOT NULL, version text NOT NULL, facts text NOT NULL, updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX connector_imprint_version ON connector_imprint (name, version);
`;

// Quoted: TypeORM reads the column's name out of this text.
export const imprintsOnSqlite = imprints('"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL');
export const imprintsOnPostgres = imprints('id serial PRIMARY KEY');
