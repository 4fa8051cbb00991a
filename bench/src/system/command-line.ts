import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url))

/** Runs `candor` with `--json` in a process of its own. @returns its exit code and what it printed */
export const candor = async (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; json: unknown; said: string }> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 1024 * 1024 * 1024 }
    execFile(process.execPath, [main, ...argv, '--json'], options, (error, out, said) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 255
      resolve({ code, json: out === '' ? undefined : JSON.parse(out), said })
    })
  })
