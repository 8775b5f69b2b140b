export type { ColumnType, ColumnValue, Statement, Store, Tx, WriteKind, Writer } from "./tx.js";
