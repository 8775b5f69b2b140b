/** Whose an endpoint is, and the links by which they look after their own. */
const links = (id: string): string => `
ALTER TABLE subscriber ADD COLUMN belongs_to text;
CREATE TABLE portal_link (
  ${id}, public_id text NOT NULL, tenant integer NOT NULL, hash text NOT NULL, subscriber text NOT NULL,
  mode text NOT NULL, terms text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL
);
CREATE UNIQUE INDEX portal_link_public_id ON portal_link (public_id);
CREATE UNIQUE INDEX portal_link_hash ON portal_link (hash);
CREATE INDEX portal_link_tenant ON portal_link (tenant, id);
CREATE INDEX portal_link_expires ON portal_link (expires_at);
`;

// Quoted: TypeORM reads the column's name out of this text.
export const portalLinksOnSqlite = links('"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL');
export const portalLinksOnPostgres = links('id serial PRIMARY KEY');
