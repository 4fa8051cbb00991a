import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { RouteContract } from '@candor/api'
import type { Plugin } from 'vite'

const apiFolder = dirname(fileURLToPath(import.meta.resolve('@candor/api')))

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

/** What the client reads of a contract: where to call and what to send; `body` becomes a mark that there is one. */
const forClient = (contract: RouteContract) => ({
  id: contract.id,
  method: contract.method,
  path: contract.path,
  ...(contract.body && { body: true }),
  ...(contract.idempotent && { idempotent: true }),
})

const isTable = (value: unknown): value is Record<string, RouteContract> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).length > 0 &&
  Object.values(value).every(isContract)

/** Words that a schema is made of, such as kinds to choose from. */
const isWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string')

/**
 * Leaves the schemas of `@candor/api` out of the browser's code. The server validates with them and TypeScript takes its
 * types from them; the client itself reads only method and path. So each file that builds schemas is run once here, at
 * build time, and what ships are its route tables and lists of words as plain data.
 */
export const routeContracts = (): Plugin => ({
  name: 'candor:route-contracts',
  enforce: 'pre',
  async load(id) {
    if (!id.startsWith(`${apiFolder}/`) || !id.endsWith('.ts')) return undefined
    const source = await readFile(id, 'utf8')
    if (!/^import \{[^}]*\} from 'zod'/m.test(source)) return undefined
    const exports: Record<string, unknown> = await import(pathToFileURL(id).href)
    const words = Object.entries(exports).filter(([, value]) => isWords(value))
    const tables = Object.entries(exports).filter(([, value]) => isTable(value))
    const lists = words.map(([name, list]) => `export const ${name} = ${JSON.stringify(list)}\n`)
    const routes = tables.map(([name, table]) => {
      const entries = Object.entries(table as Record<string, RouteContract>)
      const data = Object.fromEntries(entries.map(([key, contract]) => [key, forClient(contract)]))
      return `export const ${name} = ${JSON.stringify(data)}\n`
    })
    return [...lists, ...routes].join('')
  },
})
