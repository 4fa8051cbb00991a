import type { Append, Sql } from './types.ts'

type Waiting = { readonly append: Append; readonly rows: (readonly unknown[])[]; readonly sent: Promise<void> }

/** Collects the rows that the callers of one transaction append within a turn of the event loop: one statement then writes them. */
export class AppendedRows {
  readonly #send: (sql: Sql) => Promise<unknown>
  readonly #waiting = new Map<string, Waiting>()

  constructor(send: (sql: Sql) => Promise<unknown>) {
    this.#send = send
  }

  async add(append: Append, wait: boolean): Promise<void> {
    if (!wait) return this.#write(append, append.rows)
    let waiting = this.#waiting.get(append.name)
    if (waiting === undefined) {
      const rows: (readonly unknown[])[] = []
      const sent = new Promise<void>((resolve) => process.nextTick(resolve)).then(async () => {
        this.#waiting.delete(append.name)
        return this.#write(append, rows)
      })
      waiting = { append, rows, sent }
      this.#waiting.set(append.name, waiting)
    }
    waiting.rows.push(...append.rows)
    return waiting.sent
  }

  async #write({ name, text, values = [], columns }: Append, rows: Append['rows']): Promise<void> {
    const arrays = columns.map((array, column) => array(rows.map((row) => row[column] as never)))
    await this.#send({ name, text, values: [...values, ...arrays] })
  }
}
