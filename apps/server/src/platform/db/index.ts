export { openDatabase, type DatabaseOptions } from './database.ts'
export { homeCurrency } from './organisation.ts'
export { inOrganisation, sqlState } from './transaction.ts'
export type { Connection, Database, Sql, Tx } from './types.ts'
