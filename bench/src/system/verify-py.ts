import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../../../tools/verify-py/verify.py', import.meta.url))

/** Whether the verifier in Python can run on this machine. */
export const hasPython = (): boolean =>
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0

/** A verdict: `ok`, or the code of the refusal. */
export type Verdict = string

/** Has the verifier in Python judge every receipt of a folder. @returns verdicts by file name */
export const verifyPy = async (folder: string, ...trust: readonly string[]): Promise<ReadonlyMap<string, Verdict>> => {
  const out = await new Promise<string>((resolve, reject) => {
    const options = { maxBuffer: 1024 * 1024 * 1024, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } }
    execFile('python3', [file, folder, ...trust, '--json'], options, (error, stdout, stderr) => {
      // 1 says that some were refused, which is asked for.
      if (error === null || error.code === 1) resolve(stdout)
      else reject(new Error(`verify.py: ${stderr}`, { cause: error }))
    })
  })
  const { receipts } = JSON.parse(out) as { receipts: { file: string; ok: boolean; code?: string }[] }
  return new Map(receipts.map(({ file: name, ok, code }) => [name.split('/').at(-1)!, ok ? 'ok' : (code ?? '?')]))
}
