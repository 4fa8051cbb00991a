import { crc32 } from 'node:zlib'
import { ClassifierError } from '../errors.ts'
import { indexOf } from '../vectors/hash-index.ts'
import type { Model } from './classifier.ts'

const mark = 'candor-classifier/1'

/** What stands before the numbers, as JSON. */
type Header = Pick<Model, 'labels' | 'calibration' | 'heldOut' | 'routing'> & {
  readonly features: number
  readonly longest: number
}

/**
 * A model as bytes: a line that says what it is, a checksum (CRC-32) of the rest, the length of the header, the header as JSON, then hashes,
 * rarities and weights as little-endian numbers of 32 bits.
 */
export const serialise = ({ labels, vocabulary, weights, calibration, heldOut, routing }: Model): Uint8Array => {
  const header: Header = {
    labels,
    calibration,
    heldOut,
    routing,
    features: vocabulary.hashes.length,
    longest: vocabulary.longest,
  }
  const text = Buffer.from(JSON.stringify(header))
  const numbers = [vocabulary.hashes, vocabulary.rarity, weights.values].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  )
  const body = Buffer.concat([text, ...numbers])
  return Buffer.concat([Buffer.from(`${mark} ${crc32(body)} ${text.length}\n`), body])
}

const damaged = (why: string): ClassifierError =>
  new ClassifierError('CLASSIFIER_DAMAGED_MODEL', `This is no whole model: ${why}.`, 'Train it again.')

/** A model from its bytes. @throws CLASSIFIER_DAMAGED_MODEL */
export const parse = (bytes: Uint8Array): Model => {
  const end = bytes.subarray(0, 64).indexOf(0x0a)
  const [name, sum, length] = Buffer.from(bytes.subarray(0, Math.max(0, end)))
    .toString()
    .split(' ')
  if (name !== mark) throw damaged(`it does not begin with "${mark}"`)
  const body = bytes.subarray(end + 1)
  if (String(crc32(body)) !== sum) throw damaged('its checksum is another one')
  const headerLength = Number(length)
  const header = JSON.parse(Buffer.from(body.subarray(0, headerLength)).toString()) as Header
  const { labels, features, longest, calibration, heldOut, routing } = header
  // Numbers may begin at any byte of a file; a copy begins at a multiple of four.
  const numbers = new Uint8Array(body.subarray(headerLength)).buffer
  const hashes = new Int32Array(numbers, 0, features)
  const rarity = new Float32Array(numbers, features * 4, features)
  const values = new Float32Array(numbers, features * 8, (features + 1) * labels.length)
  return {
    labels,
    vocabulary: { hashes, rarity, longest, index: indexOf(hashes) },
    weights: { labels: labels.length, values },
    calibration,
    heldOut,
    routing,
  }
}
