import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { Command, CommandEntry } from './command.ts'
import type { Io } from './io.ts'
import { run } from './run.ts'

/** An {@link Io} that keeps what was written. */
export const fakeKeyboard = (
  env: Readonly<Record<string, string | undefined>> = {},
  cwd: string = process.cwd(),
  answer: (question: string) => string = () => '',
): { io: Io; written: { out: string; err: string } } => {
  const written = { out: '', err: '' }
  const io: Io = {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    interactive: false,
    env,
    cwd,
    secret: async (question) => answer(question),
  }
  return { io, written }
}

/** Commands as the dispatcher takes them. */
export const entriesOf = (...commands: readonly Command[]): CommandEntry[] =>
  commands.map((command) => ({ name: command.name, summary: command.summary, load: async () => command }))

/** A command that tests ask in a folder of its own, which is removed after them. */
export const commandInFolder = <Report>(command: Command) => {
  const folder = mkdtempSync(join(tmpdir(), `candor-${command.name}-`))
  afterAll(() => rmSync(folder, { recursive: true }))

  const ask = async (...argv: string[]) => {
    const { io, written } = fakeKeyboard({}, folder)
    const code = await run(entriesOf(command), [command.name, ...argv], io)
    return { code, ...written }
  }
  return {
    folder,
    write: (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content),
    ask,
    /** What it writes with --json. */
    report: async (...argv: string[]): Promise<Report> => {
      const { code, out } = await ask(...argv, '--json')
      expect(code).toBe(0)
      return JSON.parse(out) as Report
    },
  }
}
