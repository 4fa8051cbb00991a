import { sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Bytes; read and written as a Buffer. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The tenant: first column of every tenant table's primary key. */
export const organisationId = () => uuid('organisation_id').notNull()

/** A time-ordered identifier made by Postgres unless given. */
export const id = () =>
  uuid('id')
    .notNull()
    .default(sql`uuidv7()`)

/** An instant; a Date in TypeScript. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** When the row was made. */
export const createdAt = () => instant('created_at').notNull().defaultNow()
