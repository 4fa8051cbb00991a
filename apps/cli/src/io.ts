/** Where a command writes and what it reads besides its arguments; tests give their own. */
export type Io = {
  /** The result, and nothing else: what a pipe or a program reads. */
  out(text: string): void
  /** Progress, warnings, errors. */
  err(text: string): void
  /** Whether `err` is a screen, on which a line of progress may be written over. */
  readonly interactive: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Asks for a secret without showing it; rejects where nobody can answer. */
  secret(question: string): Promise<string>
}

/** A line that tells how far a long job has come. */
export type Progress = {
  /** Shows the state; cheap to call often. */
  show(text: string): void
  /** Leaves the last state standing and ends the line. */
  done(): void
}

const shownEvery = { screen: 100, log: 5000 }

/** Progress on one line of a screen, or as a line every few seconds in a log. */
export const progressOn = (io: Pick<Io, 'err' | 'interactive'>, now: () => number = Date.now): Progress => {
  const pause = io.interactive ? shownEvery.screen : shownEvery.log
  let last = io.interactive ? -Infinity : now()
  let latest: string | undefined
  let open = false
  const write = (text: string): void => {
    io.err(io.interactive ? `\r\u001B[K${text}` : `${text}\n`)
    open = io.interactive
    latest = undefined
  }
  return {
    show: (text) => {
      latest = text
      if (now() - last < pause) return
      last = now()
      write(text)
    },
    done: () => {
      if (latest !== undefined) write(latest)
      if (open) io.err('\n')
      open = false
    },
  }
}
