/** One step of the schema: plain SQL for both engines, run once, in one transaction. Never changed after a release. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sqlite: string;
  readonly postgres: string;
}
