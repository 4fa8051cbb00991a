import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'

/** A file of one JSON document a line. */
export type JsonLines = {
  readonly write: (line: object) => Promise<void>
  readonly end: () => Promise<void>
}

/** Lines kept together until they are handed to the file. */
const chunk = 64 * 1024

/** Opens a file of JSON lines, for the one who called and nobody else on the machine. An older one is replaced. */
export const jsonLines = (folder: string, name: string): JsonLines => {
  const stream = createWriteStream(join(folder, name), { mode: 0o600 })
  let failed: unknown
  stream.on('error', (error) => (failed = error))
  let text = ''
  const flush = async (): Promise<void> => {
    if (failed !== undefined) throw failed
    const ready = text
    text = ''
    if (!stream.write(ready)) await once(stream, 'drain')
  }
  return {
    write: async (line) => {
      text += `${JSON.stringify(line)}\n`
      if (text.length > chunk) await flush()
    },
    end: async () => {
      await flush()
      stream.end()
      await once(stream, 'close')
      if (failed !== undefined) throw failed
    },
  }
}
