import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, runQuietly } from './run.js'
import { root } from './say.js'
import { withNode } from './node-24.js'

/** The two web apps, and what each is made of beside its own folder. */
const apps = ['web', 'portal']
const shared = ['packages', 'contracts/generated', 'package-lock.json', 'tsconfig.base.json']
const passedOver = new Set(['dist', 'node_modules', 'test-results'])

/** Every file below a path, in a fixed order. */
const filesBelow = (path) => {
  const full = join(root, path)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { withFileTypes: true, recursive: false })
  return entries
    .filter(({ name }) => !passedOver.has(name) && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
}

const isFile = (path) => /\.[a-z0-9]+$/i.test(path) && !/\/(src|generated)$/.test(path)

/** A hash of all that a build is made of. Tests are not. */
const inputsOf = (app) => {
  const hash = createHash('sha256')
  const files = [`apps/${app}`, ...shared].flatMap((path) => (isFile(path) ? [path] : filesBelow(path)))
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

const stampOf = (app) => join(root, '.cache', `built-${app}`)

const isBuilt = (app, inputs) =>
  existsSync(join(root, 'apps', app, 'dist', 'index.html')) &&
  existsSync(stampOf(app)) &&
  readFileSync(stampOf(app), 'utf8') === inputs

/** Builds the web apps whose sources changed since they were built. @param {string} node path of Node 24 */
export const buildWebApps = async (node) => {
  for (const app of apps) {
    if (!existsSync(join(root, 'apps', app, 'index.html'))) continue
    const inputs = inputsOf(app)
    if (isBuilt(app, inputs)) continue
    const name = app === 'web' ? 'staff app' : 'customer portal'
    await runQuietly(`Building the ${name}`, [...npm(), 'run', 'build', '--workspace', `apps/${app}`], {
      env: withNode(node),
    })
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(stampOf(app), inputs)
  }
}
