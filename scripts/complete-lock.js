import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * A lock written against a registry that lacks some platform builds of optional packages leaves those out, and
 * `npm ci` then refuses it everywhere ("Missing: … from lock file"). This adds what is missing as entries that are
 * optional and bound to their platform, so that npm knows of them and skips them. Run it after each change of the
 * dependencies: `node scripts/complete-lock.js`; with `--check` it only says whether something is missing.
 */

const platforms = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const systemNames = {
  macos: 'darwin',
  windows: 'win32',
  win: 'win32',
  alpine: 'linux',
  ...Object.fromEntries(platforms.map((p) => [p, p])),
}
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
]
const processorNames = {
  amd64: 'x64',
  armv7: 'arm',
  armhf: 'arm',
  ppc64le: 'ppc64',
  ...Object.fromEntries(processors.map((p) => [p, p])),
  loongarch64: 'loong64',
}

const wordOf = (words, names) => words.map((word) => names[word]).find((found) => found !== undefined)

/** What the name of a platform package says of where it runs; a platform that does not exist where it says nothing. */
const boundTo = (name) => {
  const words = name.toLowerCase().split(/[-/_.@]/)
  const libc = words.some((word) => /^(musl|musleabihf)$/.test(word))
    ? 'musl'
    : words.some((word) => /^(gnu|gnueabihf|glibc)$/.test(word))
      ? 'glibc'
      : undefined
  return {
    os: [wordOf(words, systemNames) ?? 'none'],
    cpu: [wordOf(words, processorNames) ?? 'none'],
    ...(libc && { libc: [libc] }),
  }
}

/** Where npm would look for a package from a place in the tree: its own folder first, then each one above. */
const candidates = (place, name) => {
  const found = []
  let at = place
  for (;;) {
    found.push(at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`)
    if (at === '') return found
    const cut = at.lastIndexOf('/node_modules/')
    at = cut >= 0 ? at.slice(0, cut) : ''
  }
}

/** @param {{ packages: Record<string, any> }} lock @returns names of the entries added */
export const completeLock = (lock) => {
  const added = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (candidates(place, name).some((candidate) => lock.packages[candidate] !== undefined)) continue
      const version = range.replace(/^[\^~]/, '')
      if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}: cannot tell a version from "${range}"`)
      const target = `node_modules/${name}`
      lock.packages[target] = { version, ...(entry.dev && { dev: true }), optional: true, ...boundTo(name) }
      added.push(`${name}@${version}`)
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  lock.packages = Object.fromEntries(sorted)
  return added
}

const main = () => {
  const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const added = completeLock(lock)
  if (added.length === 0) return
  console.log(
    `${process.argv.includes('--check') ? 'Missing from' : 'Added to'} package-lock.json: ${added.join(', ')}`,
  )
  if (process.argv.includes('--check')) process.exitCode = 1
  else writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
