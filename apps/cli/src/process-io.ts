import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { usageError } from './errors.ts'
import type { Io } from './io.ts'

/** Reads one line from the keyboard, with nothing of it on the screen. */
const readSecret = async (question: string): Promise<string> => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usageError(
      'A passphrase is needed and nobody is at the keyboard to type it.',
      'Give --passphrase-file <file> or --key-file <file>, or set CANDOR_CLI_PASSPHRASE.',
    )
  }
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close()
      process.stderr.write('\n')
      resolve(answer)
    })
  })
}

/** The real streams, environment and folder of this process. */
export const processIo = (): Io => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY,
  env: process.env,
  cwd: process.cwd(),
  secret: readSecret,
})
