import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'

/** The verifier that shares no code with ours. */
export const verifierFile = fileURLToPath(new URL('../../tools/verify-py/verify.py', import.meta.url))

const isNewEnough = (): boolean =>
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0

/** Whether there is a python3 of 3.11 or later; without one the tests that need it are left out, and say so. */
export const pythonIsHere = isNewEnough()

/** What to write behind the name of a group of tests that needs it. */
export const needsPython = pythonIsHere ? '' : ' – skipped: python3 ≥ 3.11 is not on this machine'

/** What `verify.py` said, and how it ended. */
export type Said = { readonly code: number; readonly out: string; readonly err: string }

/** Runs the verifier without blocking this process, which may be the ledger that it asks. */
export const verifyPy = async (argv: readonly string[], cwd: string): Promise<Said> => {
  const options = { cwd, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } }
  try {
    const { stdout, stderr } = await promisify(execFile)('python3', [verifierFile, ...argv], options)
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string }
    if (typeof code !== 'number') throw error
    return { code, out: stdout ?? '', err: stderr ?? '' }
  }
}

/** One receipt's verdict in the answer of `--json`. */
export type ToldVerdict = {
  readonly file: string
  readonly ok: boolean
  readonly code?: string
  readonly anchor?: string
  readonly witnesses?: readonly string[]
}
/** The answer of `--json`. */
export type Told = { readonly accepted: number; readonly refused: number; readonly receipts: readonly ToldVerdict[] }

/** The verdicts by file name. @throws when the verifier could not be run */
export const verdictsOf = async (argv: readonly string[], cwd: string): Promise<ReadonlyMap<string, ToldVerdict>> => {
  const { code, out, err } = await verifyPy([...argv, '--json'], cwd)
  if (code > 1) throw new Error(`verify.py ended with ${code}: ${err}`)
  return new Map((JSON.parse(out) as Told).receipts.map((told) => [told.file.split('/').at(-1)!, told]))
}
