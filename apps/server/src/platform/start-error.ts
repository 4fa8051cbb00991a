/** Something about the machine or the settings that keeps the server from starting, and how to mend it. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly remedy: string

  constructor(problem: string, remedy: string, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause })
    this.remedy = remedy
  }
}
