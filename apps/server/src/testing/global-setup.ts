import { appendOnlyTables } from '../tables.ts'
import { startBroker } from './postgres-broker.ts'

/** Once in each run of the tests: offers a Postgres that all test files share. @returns the clean-up */
export const setup = async (): Promise<() => Promise<void>> => startBroker(appendOnlyTables)
