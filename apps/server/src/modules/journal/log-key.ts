import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import {
  ed25519Signer,
  equalBytes,
  formatVerifierKey,
  JournalFormatError,
  type NoteSigner,
  type NoteVerifier,
  originOf,
  parseVerifierKey,
  type VerifierKey,
} from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { uuidv7 } from '../../platform/ids.ts'

/** Signs checkpoints and receipts of one log. */
export type LogSigner = NoteSigner & { readonly key: VerifierKey; readonly vkey: string; readonly origin: string }

type StoredKey = { id: string; origin: string; vkey: string; seed: Buffer }

/** PKCS #8 and SPKI headers of Ed25519 (RFC 8410): what comes before the 32 bytes of the key. */
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex')

/** Checks signatures with the system's Ed25519, some twenty times as fast as the portable one. */
export const nativeVerifier = (vkey: string): NoteVerifier => {
  const { name, id, publicKey } = parseVerifierKey(vkey)
  const key = createPublicKey({ key: Buffer.concat([publicHeader, publicKey]), format: 'der', type: 'spki' })
  return { name, id, verify: (message, signature) => verify(null, message, key, signature) }
}

const signerOf = (origin: string, vkey: string, seed: Buffer): LogSigner => {
  const key = parseVerifierKey(vkey)
  const { name, id } = key
  const secret = createPrivateKey({ key: Buffer.concat([privateHeader, seed]), format: 'der', type: 'pkcs8' })
  seed.fill(0)
  return { name, id, key, vkey, origin, sign: (message) => sign(null, message, secret) }
}

const placeOf = (id: string) => ({ table: 'journal_log_key', column: 'seed', id })

const newest = async (tx: Tx): Promise<StoredKey | undefined> =>
  tx.maybe<StoredKey>({
    name: 'journal-log-key',
    text: `select id, origin, vkey, seed from journal_log_key where organisation_id = $1
            order by created_at desc, id desc limit 1`,
    values: [tx.organisationId],
  })

const make = async (tx: Tx, host: string | undefined): Promise<void> => {
  const id = uuidv7()
  const origin = originOf(tx.organisationId, host)
  const seed = randomBytes(32)
  const vkey = formatVerifierKey(ed25519Signer(origin, seed).key)
  const sealed = (await subjectKey(tx, tx.organisationId)).encrypt(placeOf(id), seed)
  await tx.rows({
    text: `insert into journal_log_key (organisation_id, id, origin, vkey, seed) values ($1, $2, $3, $4, $5)`,
    values: [tx.organisationId, id, origin, vkey, sealed],
  })
}

/**
 * The signer of the organisation's log; makes key and origin where the log begins.
 * Call it under the log's advisory lock, so that a log is not given two keys.
 * @param host public host name for the origin of a new log; an existing log keeps its own
 */
export const logSigner = async (tx: Tx, host: string | undefined): Promise<LogSigner> => {
  let stored = await newest(tx)
  if (stored === undefined) {
    await make(tx, host)
    stored = await newest(tx)
  }
  const { id, origin, vkey, seed } = stored!
  return signerOf(origin, vkey, (await subjectKey(tx, tx.organisationId)).decrypt(placeOf(id), seed))
}

/**
 * The signer whose key made one of the signatures of a checkpoint: receipts are signed with the key of theirs.
 * @param keyIds ids of the keys that signed
 */
export const signerAmong = async (tx: Tx, keyIds: readonly Uint8Array[]): Promise<LogSigner | undefined> => {
  const stored = await logKeys(tx)
  const found = stored.find(({ vkey }) => keyIds.some((id) => equalBytes(id, parseVerifierKey(vkey).id)))
  if (found === undefined) return undefined
  const key = await subjectKey(tx, tx.organisationId)
  return signerOf(found.origin, found.vkey, key.decrypt(placeOf(found.id), found.seed))
}

/** A key of a log, its secret part encrypted. */
export type LogKey = Readonly<StoredKey>

/** Keys of the log, newest first. */
export const logKeys = async (tx: Tx): Promise<LogKey[]> =>
  tx.rows<StoredKey>({
    name: 'journal-log-keys',
    text: `select id, origin, vkey, seed from journal_log_key where organisation_id = $1 order by created_at desc, id desc`,
    values: [tx.organisationId],
  })

/** Whether a stored key opens and is the secret part of what it says: its use would be refused or worthless otherwise. */
export const isUsableLogKey = async (tx: Tx, { id, origin, vkey, seed }: LogKey): Promise<boolean> => {
  try {
    const opened = (await subjectKey(tx, tx.organisationId)).decrypt(placeOf(id), seed)
    return formatVerifierKey(ed25519Signer(origin, opened).key) === vkey
  } catch (error) {
    const code = error instanceof CandorError || error instanceof JournalFormatError ? error.code : undefined
    if (code === undefined) throw error
    return false
  }
}
