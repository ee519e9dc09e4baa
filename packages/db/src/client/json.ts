import { sql, type RawBuilder } from 'kysely';

/** A value for a jsonb column. Needed for arrays and scalars: the driver would write an array as a PostgreSQL array. */
export function toJsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}
