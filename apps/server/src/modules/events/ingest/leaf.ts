import { hash, randomBytes } from 'node:crypto'
import type { EventPublic } from '@candor/api'
import { canonicalJson, Frontier, saltLength, type JsonObject } from '@candor/journal'
import { hmacSha256, type SubjectKey } from '../../../platform/crypto/index.ts'

/** Leaf hash (RFC 6962) of an event: SHA-256 over a zero byte and the canonical JSON of its public part. */
export const eventLeaf = (event: EventPublic): Buffer => hash('sha256', `\0${canonicalJson(event)}`, 'buffer')

/** Root of the tree over leaf hashes in their order. */
export const rootOf = (leaves: readonly Uint8Array[]): Buffer => {
  const tree = new Frontier()
  tree.appendMany(leaves)
  return Buffer.from(tree.root())
}

const commitmentOf = (salt: Uint8Array, text: string): string => hmacSha256(salt, text).toString('hex')

const placeOf = (id: string) => ({ table: 'event', column: 'body', id })

/** Content of an event, closed: what is stored, and what is hashed of it. */
export type SealedContent = { readonly body: Buffer; readonly commitment: string }

/** Closes the content of a new event under a salt of its own. */
export const closeContent = (key: SubjectKey, id: string, content: JsonObject): SealedContent => {
  const text = canonicalJson(content)
  const salt = randomBytes(saltLength)
  return {
    body: key.encrypt(placeOf(id), Buffer.concat([salt, Buffer.from(text)])),
    commitment: commitmentOf(salt, text),
  }
}

/** Content of an event, opened. */
export type OpenedContent = { readonly salt: Buffer; readonly content: JsonObject; readonly commitment: string }

/** @throws CORRUPT_CIPHERTEXT where it was changed or moved */
export const openContent = (key: SubjectKey, id: string, body: Uint8Array): OpenedContent => {
  const plain = key.decrypt(placeOf(id), body)
  const salt = plain.subarray(0, saltLength)
  const text = plain.toString('utf8', saltLength)
  return { salt, content: JSON.parse(text) as JsonObject, commitment: commitmentOf(salt, text) }
}

/** The same content under another key: the event turned out to be a customer's. Salt and commitment stay. */
export const moveContent = (from: SubjectKey, to: SubjectKey, id: string, body: Uint8Array): Buffer =>
  to.encrypt(placeOf(id), from.decrypt(placeOf(id), body))
