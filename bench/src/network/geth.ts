import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The last release of geth that seals Clique. */
const version = 'v1.13.15'
const module = 'github.com/ethereum/go-ethereum'

const cached = fileURLToPath(
  new URL(`../../../.cache/geth/geth-${version}-${process.platform}-${process.arch}`, import.meta.url),
)

/** The program, where it was built before or `CANDOR_BENCH_GETH` names it. Nothing is downloaded or built here. */
export const gethBinary = ((): string | undefined => {
  const named = process.env['CANDOR_BENCH_GETH']
  return [...(named === undefined ? [] : [named]), cached].find(existsSync)
})()

/** Said where there is none. */
export const withoutGeth = 'geth is not built here: npm run campaign -- network builds it where there is Go'

/**
 * What is changed in its source. Clique ends before Shanghai there, but our contracts use two instructions that came
 * later (EIP-3855, EIP-5656); and its least gas price is 1, where a network among companies asks for nothing.
 */
const changes = [
  {
    file: 'core/vm/jump_table.go',
    from: '\tenable3529(&instructionSet)',
    to: '\tenable3855(&instructionSet)\n\tenable5656(&instructionSet)\n\tenable3529(&instructionSet)',
  },
  { file: 'eth/backend.go', from: 'GasPrice.Cmp(common.Big0) <= 0', to: 'GasPrice.Cmp(common.Big0) < 0' },
] as const

const run = promisify(execFile)

const change = (folder: string): void => {
  for (const { file, from, to } of changes) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    if (text.split(from).length !== 2) throw new Error(`${file} of ${module} ${version} is not as it was`)
    writeFileSync(path, text.replace(from, to))
  }
}

/**
 * Builds the program from its source, which Go's own tools fetch and check, and keeps it.
 * @returns where it is; nothing where there is no Go
 * @throws Error when the source cannot be had or does not compile
 */
export const buildGeth = async (log: (text: string) => void): Promise<string | undefined> => {
  if (gethBinary !== undefined) return gethBinary
  const hasGo = await run('go', ['version']).then(
    () => true,
    () => false,
  )
  if (!hasGo) return undefined
  const work = mkdtempSync(join(tmpdir(), 'candor-geth-'))
  try {
    log(`fetching and building geth ${version} from source, some minutes`)
    writeFileSync(join(work, 'go.mod'), 'module candor.invalid/geth\n\ngo 1.21\n')
    const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: work })
    const { Dir: source } = JSON.parse(stdout) as { Dir: string }
    const copy = join(work, 'source')
    cpSync(source, copy, { recursive: true })
    await run('chmod', ['-R', 'u+w', copy])
    change(copy)
    mkdirSync(dirname(cached), { recursive: true })
    const made = join(work, 'geth')
    const flags = ['-trimpath', '-buildvcs=false', '-mod=mod', '-ldflags=-s -w -checklinkname=0', '-o', made]
    await run('go', ['build', ...flags, './cmd/geth'], {
      cwd: copy,
      env: { ...process.env, CGO_ENABLED: '0' },
      maxBuffer: 64 * 1024 * 1024,
    })
    cpSync(made, `${cached}.new`)
    renameSync(`${cached}.new`, cached)
    return cached
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
