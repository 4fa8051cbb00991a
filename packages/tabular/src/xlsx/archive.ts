import { promisify } from 'node:util'
import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { fromStream } from '../content.ts'
import { TabularError } from '../errors.ts'

/** Most files inside a workbook. */
const mostEntries = 10_000
/** How many times its size a workbook may unfold to, once it is large at all; real ones stay below a hundred. */
const mostUnfolding = 250
const largeFrom = 64 * 1024 * 1024

const openZip = promisify<string, object, ZipFile>(
  yauzl.open as unknown as (path: string, options: object, done: (error: Error | null, zip: ZipFile) => void) => void,
)

const damaged = (error: unknown): unknown => {
  if (error instanceof TabularError) return error
  const read = fromStream(error, false)
  return read === error
    ? new TabularError('DAMAGED_ARCHIVE', `the workbook cannot be unpacked: ${(error as Error).message}`)
    : read
}

/** A workbook's files, read one by one. */
export class Archive {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #maximumSize: number
  /** Bytes that all files say they unfold to. */
  readonly size: number
  #read = 0

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, maximumSize: number, size: number) {
    this.#zip = zip
    this.size = size
    this.#entries = entries
    this.#maximumSize = maximumSize
  }

  /**
   * Opens a workbook and reads its table of contents.
   * @param maximumSize most bytes that all its files may unfold to
   * @throws DAMAGED_ARCHIVE, FILE_TOO_LARGE, FILE_GONE
   */
  static async open(path: string, maximumSize: number): Promise<Archive> {
    let zip: ZipFile | undefined
    try {
      zip = await openZip(path, { lazyEntries: true, autoClose: false, strictFileNames: true })
      const entries = new Map<string, Entry>()
      let size = 0
      for await (const entry of entriesOf(zip)) {
        size += entry.uncompressedSize
        if (entries.size >= mostEntries)
          throw new TabularError('MALFORMED', `the archive has over ${mostEntries} files`)
        if (size > maximumSize || (size > largeFrom && size > zip.fileSize * mostUnfolding)) {
          throw new TabularError('FILE_TOO_LARGE', `the workbook says it unfolds to more than ${maximumSize} bytes`)
        }
        entries.set(entry.fileName.toLowerCase(), entry)
      }
      return new Archive(zip, entries, maximumSize, size)
    } catch (error) {
      zip?.close()
      throw damaged(error)
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase())
  }

  /** The text of one file in pieces. @throws DAMAGED_ARCHIVE, FILE_TOO_LARGE */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name.toLowerCase())
    if (entry === undefined) throw new TabularError('MALFORMED', `the workbook has no ${name}`)
    const decoder = new StringDecoder('utf8')
    let stream: Readable | undefined
    try {
      stream = await promisify(
        this.#zip.openReadStream.bind(this.#zip) as (
          entry: Entry,
          done: (error: Error | null, stream: Readable) => void,
        ) => void,
      )(entry)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.#read += chunk.length
        if (this.#read > this.#maximumSize * 2) {
          throw new TabularError('FILE_TOO_LARGE', `the workbook unfolds to more than ${this.#maximumSize} bytes`)
        }
        yield decoder.write(chunk)
      }
      yield decoder.end()
    } catch (error) {
      throw damaged(error)
    } finally {
      stream?.destroy()
    }
  }

  /** The text of a small file. */
  async whole(name: string): Promise<string> {
    let text = ''
    for await (const piece of this.text(name)) text += piece
    return text
  }

  close(): void {
    this.#zip.close()
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once('entry', resolve)
      zip.once('end', () => resolve(undefined))
      zip.once('error', reject)
      zip.readEntry()
    })
    zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
    if (entry === undefined) return
    yield entry
  }
}
