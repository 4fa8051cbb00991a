import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { render, type Artifact } from './render.ts'

/**
 * Writes `generated/` from the compiler's output: one file per contract and an index, so that the product and the web
 * apps need neither Hardhat nor a compiler. With `--check` nothing is written; a difference ends with code 1.
 */
const root = join(import.meta.dirname, '..')
const target = join(root, 'generated')

/** The contracts that are deployed, in an order in which each needs only earlier ones. */
const sources = [
  'Members.sol',
  'JournalAnchors.sol',
  'loyalty/Programmes.sol',
  'loyalty/EarnRules.sol',
  'loyalty/Points.sol',
  'loyalty/Rewards.sol',
  'consent/Consents.sol',
  'upgrade/UpgradeableProxy.sol',
]

const artifactOf = async (source: string): Promise<Artifact> => {
  const name = source.replace(/^.*\/|\.sol$/g, '')
  return JSON.parse(await readFile(join(root, 'artifacts/src', source, `${name}.json`), 'utf8')) as Artifact
}

const stored = async (file: string): Promise<string | undefined> =>
  readFile(join(target, file), 'utf8').catch(() => undefined)

const files = render(await Promise.all(sources.map(artifactOf)))
await mkdir(target, { recursive: true })
const surplus = (await readdir(target)).filter((file) => !files.has(file))
const stale = [...surplus]
for (const [file, text] of files) if ((await stored(file)) !== text) stale.push(file)

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`contracts/generated is stale (${stale.join(', ')}). Run: npm run build --workspace contracts`)
    process.exitCode = 1
  }
} else {
  for (const file of surplus) await rm(join(target, file))
  for (const [file, text] of files) await writeFile(join(target, file), text)
}
