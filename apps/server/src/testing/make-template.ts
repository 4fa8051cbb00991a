import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'

/*
 * Run as a process of its own, once in each run of the tests: opens the whole server on the database of DATABASE_URL and
 * closes it again, so that tables, keys and the ledger's contracts are there to be copied.
 */
const { app } = await build(readConfig())
await app.close()
