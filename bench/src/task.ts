/** An option of a benchmark or a campaign, as text with a default; `no` makes it a switch. */
export type TaskOption = { readonly help: string; readonly default: string }

/** What a task runs with. */
export type TaskContext = {
  /** A value for every option of the task. */
  readonly options: Readonly<Record<string, string>>
  /** A folder of its own, removed afterwards. */
  readonly folder: string
  /** Tells a person at the screen how far it is; never part of the result. */
  readonly log: (text: string) => void
}

/** A benchmark or a campaign. */
export type Task<Row> = {
  readonly name: string
  readonly summary: string
  readonly options: Readonly<Record<string, TaskOption>>
  run(context: TaskContext): Promise<readonly Row[]>
}

/** The value of an option as a whole number above 0. @throws Error naming the option */
export const wholeNumber = ({ options }: Pick<TaskContext, 'options'>, name: string): number => {
  const value = Number(options[name])
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new Error(`--${name} takes a whole number above 0, not "${options[name]}".`)
}

/** Whether a switch is on. */
export const isOn = ({ options }: Pick<TaskContext, 'options'>, name: string): boolean => options[name] === 'yes'

/** A task that cannot be done here, and what is missing: its figures are left out. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}
