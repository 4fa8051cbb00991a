import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { npm, runQuietly } from './run.js'
import { root, Trouble } from './say.js'

/** The one without windows first: it needs two thirds of the time of a whole browser that hides them. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const macPaths = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

/** A browser inside an npm package, for Linux machines on which nobody may install one. */
const packaged = { name: '@sparticuz/chromium', version: '153.0.0' }

const onPath = (name) => {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

const works = (path) => {
  if (path === undefined || !existsSync(path)) return false
  const { status } = spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 })
  return status === 0
}

const find = () => [process.env.CHROMIUM_PATH, ...names.map(onPath), ...macPaths].find(works)

const installByApt = async () => {
  if (process.platform !== 'linux' || process.getuid() !== 0 || onPath('apt-get') === undefined) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const add = 'apt-get install -y -qq --no-install-recommends fonts-noto-cjk'
  const install = `apt-get update -qq && { ${add} chromium-headless-shell || ${add} chromium; }`
  await runQuietly('Installing Chromium for the browser tests (apt-get)', ['sh', '-c', install], { env }).catch(
    () => undefined,
  )
}

const installByNpm = async (node) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(root, '.cache', 'chromium')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'node_modules', packaged.name))) {
    const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
    await runQuietly('Fetching a Chromium for the browser tests (npm)', [
      ...npm(),
      ...words,
      `${packaged.name}@${packaged.version}`,
    ])
  }
  const ask = `import('${packaged.name}').then(async ({ default: c }) => process.stdout.write(await c.executablePath()))`
  return execFileSync(node, ['--input-type=module', '-e', ask], { cwd: folder, encoding: 'utf8' }).trim()
}

/**
 * The browser to test with: one that is there, else one that is installed now.
 * @param {string} node path of Node 24
 * @returns {Promise<string>} its path
 */
export const ensureChromium = async (node) => {
  const found = find()
  if (found !== undefined) return found
  await installByApt()
  const installed = find()
  if (installed !== undefined) return installed
  const fetched = await installByNpm(node).catch(() => undefined)
  if (works(fetched)) return fetched
  throw new Trouble(
    'The browser tests need Chromium or Chrome, and none could be found or installed.\n' +
      '  Install one (Debian: apt-get install chromium) or name one by CHROMIUM_PATH, and run npm test again.',
  )
}
