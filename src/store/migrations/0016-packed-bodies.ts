/**
 * A body that was compressed when its hook was over, and its bytes before. `body` is empty then: a host of the version
 * before takes it for one that was erased, and never for the compressed bytes.
 */
export const packedBodiesOnSqlite = `
ALTER TABLE hook ADD COLUMN packed BLOB;
ALTER TABLE hook ADD COLUMN unpacked INTEGER;
`;

export const packedBodiesOnPostgres = `
ALTER TABLE hook ADD COLUMN packed bytea;
ALTER TABLE hook ADD COLUMN unpacked integer;
ALTER TABLE hook ALTER COLUMN packed SET STORAGE EXTERNAL;
`;
