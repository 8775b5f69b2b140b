/** PostgreSQL's driver may hand int8 over as text; milliseconds are JavaScript numbers everywhere. */
export const milliseconds = {
  to: (value: number | null | undefined): number | null | undefined => value,
  from: (value: string | number | null): number | null => (value === null ? null : Number(value)),
};
