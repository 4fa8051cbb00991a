import { createHash } from 'node:crypto'
import { createReadStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { constants, createGunzip, gzipSync } from 'node:zlib'

/** The day whose rows without a customer are kept too, so that the demo import has something to refuse. */
const dayOfRefusals = '2011-08-12'

/**
 * The rule of the sample: every row of every customer with an even number, and of one day also the rows without
 * a customer. No column follows the country and no country holds a comma, so counting from the end is safe where
 * the description is quoted.
 * @param line one line of the full file, without its line break
 */
export const isSampled = (line: string): boolean => {
  const fields = line.split(',')
  const customer = fields.at(-2) ?? ''
  if (customer === '') return (fields.at(-4) ?? '').startsWith(dayOfRefusals)
  return Number(customer) % 2 === 0
}

/**
 * Takes the sample from the lines of the full file, in their order.
 * @returns the sample as CSV with the same header
 * @throws RangeError when the first line is not the expected header
 */
export const sampleOf = async (lines: AsyncIterable<string> | Iterable<string>): Promise<string> => {
  const kept: string[] = []
  for await (const line of lines) {
    if (kept.length > 0) {
      if (line !== '' && isSampled(line)) kept.push(line)
    } else if (line === 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country') {
      kept.push(line)
    } else {
      throw new RangeError(`not the Online Retail file: its first line is ${JSON.stringify(line.slice(0, 120))}`)
    }
  }
  return `${kept.join('\n')}\n`
}

/** Compresses so that nothing but the content decides the bytes: no time, no name, no operating system (RFC 1952 §2.3.1). */
const compress = (text: string): Buffer => {
  const bytes = gzipSync(text, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 })
  bytes.writeUInt32LE(0, 4)
  bytes[9] = 255
  return bytes
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

const main = async (source: string | undefined, target: string): Promise<void> => {
  if (source === undefined) {
    process.stderr.write('Usage: npm exec -- node demo/sample.ts <online_retail.csv.gz> [target.csv.gz]\n')
    process.exitCode = 2
    return
  }
  const lines = createInterface({ input: createReadStream(source).pipe(createGunzip()), crlfDelay: Infinity })
  const text = await sampleOf(lines)
  const bytes = compress(text)
  writeFileSync(target, bytes)
  process.stdout.write(`rows    ${text.split('\n').length - 2}\ncsv     ${Buffer.byteLength(text)} ${sha256(text)}\n`)
  process.stdout.write(`csv.gz  ${bytes.length} ${sha256(bytes)}\n`)
}

if (import.meta.main) {
  await main(process.argv[2], process.argv[3] ?? fileURLToPath(import.meta.resolve('./data/online-retail.csv.gz')))
}
