import type { Command, CommandEntry } from './command.ts'
import type { Io } from './io.ts'

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
