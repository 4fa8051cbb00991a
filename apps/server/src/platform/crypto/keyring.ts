import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { bytesArray, plainArray } from '../db/arrays.ts'
import type { Tx } from '../db/types.ts'
import { platformErrors } from '../platform-errors.ts'
import { BlindKeys } from './blind-keys.ts'
import { open, seal } from './cipher.ts'
import type { KeyManagement } from './key-management.ts'
import { Lru } from '../lru.ts'
import { SubjectKey } from './subject-key.ts'

/** Keys of one organisation, in clear. */
type OrganisationKeys = {
  /** Every version still in use; the last one wraps new keys. */
  readonly wrap: ReadonlyMap<number, Buffer>
  readonly newest: number
  readonly blind: BlindKeys
  readonly seal: Buffer
}

type StoredKey = { purpose: string; version: number; wrapped: Buffer }
/** A subject whose key was destroyed. */
type Erased = { readonly erased: string }
type StoredSubjectKey = { subject_id: string; wrapped: Buffer | null; key_version: number }

const purposes = ['wrap', 'blind', 'seal'] as const

/** Bytes of a key. */
const keyLength = 32

/** An erasure made by another replica is noticed within this time (milliseconds). */
const subjectKeyAge = 30_000
const subjectKeyCapacity = 50_000

const wrapContext = (organisationId: string, subjectId: string): string =>
  JSON.stringify(['subject-key', organisationId, subjectId])

/** Finds, makes and remembers keys. What a transaction made is remembered only when that transaction is durable. */
export class Keyring {
  readonly #management: KeyManagement
  readonly #organisations = new Map<string, OrganisationKeys>()
  readonly #subjects = new Lru<SubjectKey>(subjectKeyCapacity, subjectKeyAge)
  readonly #inTransaction = new WeakMap<Tx, Map<string, SubjectKey>>()

  constructor(management: KeyManagement) {
    this.#management = management
  }

  async #stored(tx: Tx): Promise<StoredKey[]> {
    return tx.rows<StoredKey>({
      name: 'organisation-keys',
      text: 'select purpose, version, wrapped from organisation_key where organisation_id = $1 order by version',
      values: [tx.organisationId],
    })
  }

  async #make(tx: Tx): Promise<void> {
    const wrapped = await Promise.all(
      purposes.map(async (purpose) =>
        this.#management.wrap(randomBytes(32), { organisation: tx.organisationId, purpose, version: '1' }),
      ),
    )
    await tx.rows({
      text: `insert into organisation_key (organisation_id, purpose, version, wrapped)
             select $1, purpose, 1, wrapped from unnest($2::text[], $3::bytea[]) as made (purpose, wrapped)
             on conflict do nothing`,
      values: [tx.organisationId, purposes, wrapped],
    })
  }

  async #organisation(tx: Tx): Promise<OrganisationKeys> {
    const organisation = tx.organisationId
    const known = this.#organisations.get(organisation)
    if (known !== undefined) return known
    let stored = await this.#stored(tx)
    if (stored.length === 0) {
      await this.#make(tx)
      stored = await this.#stored(tx)
    }
    const keys = await Promise.all(
      stored.map(async ({ purpose, version, wrapped }) => ({
        purpose,
        version,
        key: await this.#management.unwrap(wrapped, { organisation, purpose, version: String(version) }),
      })),
    )
    const newestOf = (purpose: string): { version: number; key: Buffer } => {
      const found = keys.findLast((key) => key.purpose === purpose)
      if (found === undefined) throw new Error(`organisation ${organisation} has no ${purpose} key`)
      return found
    }
    const found: OrganisationKeys = {
      wrap: new Map(keys.filter(({ purpose }) => purpose === 'wrap').map(({ version, key }) => [version, key])),
      newest: newestOf('wrap').version,
      blind: new BlindKeys(newestOf('blind').key),
      seal: newestOf('seal').key,
    }
    tx.afterCommit(() => this.#organisations.set(organisation, found))
    return found
  }

  #remember(tx: Tx, key: SubjectKey): void {
    let own = this.#inTransaction.get(tx)
    if (own === undefined) {
      const made = new Map<string, SubjectKey>()
      own = made
      this.#inTransaction.set(tx, made)
      tx.afterCommit(() => {
        for (const [id, each] of made) this.#subjects.set(`${tx.organisationId}/${id}`, each)
      })
    }
    own.set(key.subjectId, key)
  }

  #known(tx: Tx, subjectId: string): SubjectKey | undefined {
    return this.#inTransaction.get(tx)?.get(subjectId) ?? this.#subjects.get(`${tx.organisationId}/${subjectId}`)
  }

  async #load(tx: Tx, keys: OrganisationKeys, ids: readonly string[]): Promise<(SubjectKey | Erased)[]> {
    const rows = await tx.rows<StoredSubjectKey>({
      name: 'subject-keys',
      text: `select subject_id, wrapped, key_version from subject_key
              where organisation_id = $1 and subject_id = any($2::uuid[])`,
      values: [tx.organisationId, plainArray(ids)],
    })
    return rows.map(({ subject_id: subjectId, wrapped, key_version: version }) => {
      if (wrapped === null) return { erased: subjectId }
      const wrapping = keys.wrap.get(version)
      if (wrapping === undefined) throw new Error(`key version ${version} of ${tx.organisationId} is missing`)
      return new SubjectKey(
        tx.organisationId,
        subjectId,
        open(wrapping, wrapContext(tx.organisationId, subjectId), wrapped),
      )
    })
  }

  /** Makes keys. @returns those that are stored now; where another transaction was faster there is one already */
  async #create(tx: Tx, keys: OrganisationKeys, ids: readonly string[]): Promise<SubjectKey[]> {
    const wrapping = keys.wrap.get(keys.newest) as Buffer
    const random = randomBytes(keyLength * ids.length)
    const made = new Map(ids.map((id, at) => [id, random.subarray(at * keyLength, (at + 1) * keyLength)]))
    const wrapped = ids.map((id) => seal(wrapping, wrapContext(tx.organisationId, id), made.get(id)!))
    const stored = await tx.rows<{ id: string }>({
      name: 'subject-keys-create',
      text: `insert into subject_key (organisation_id, subject_id, wrapped, key_version)
             select $1, id, wrapped, $4 from unnest($2::uuid[], $3::bytea[]) as made (id, wrapped)
             on conflict do nothing returning subject_id as id`,
      values: [tx.organisationId, plainArray(ids), bytesArray(wrapped), keys.newest],
    })
    return stored.map(({ id }) => new SubjectKey(tx.organisationId, id, made.get(id)!))
  }

  /**
   * Keys of several subjects, made where there are none yet.
   * @returns by subject id
   * @throws SUBJECT_ERASED when one of them was destroyed
   */
  async subjectKeys(tx: Tx, subjectIds: Iterable<string>): Promise<Map<string, SubjectKey>> {
    const { found, erased } = await this.#find(tx, subjectIds)
    if (erased[0] !== undefined) throw platformErrors.SUBJECT_ERASED(`the key of ${erased[0]} was destroyed`)
    return found
  }

  /** As {@link Keyring.subjectKeys}, leaving out those who were erased. */
  async livingKeys(tx: Tx, subjectIds: Iterable<string>): Promise<Map<string, SubjectKey>> {
    return (await this.#find(tx, subjectIds)).found
  }

  async #find(
    tx: Tx,
    subjectIds: Iterable<string>,
  ): Promise<{ readonly found: Map<string, SubjectKey>; readonly erased: readonly string[] }> {
    const found = new Map<string, SubjectKey>()
    const erased: string[] = []
    const missing = new Set<string>()
    for (const id of subjectIds) {
      const known = this.#known(tx, id)
      if (known === undefined) missing.add(id)
      else found.set(id, known)
    }
    const answer = { found, erased }
    if (missing.size === 0) return answer
    const keys = await this.#organisation(tx)
    const take = (some: readonly (SubjectKey | Erased)[]): void => {
      for (const key of some) {
        if ('erased' in key) {
          erased.push(key.erased)
          missing.delete(key.erased)
          continue
        }
        this.#remember(tx, key)
        found.set(key.subjectId, key)
        missing.delete(key.subjectId)
      }
    }
    take(await this.#load(tx, keys, [...missing]))
    if (missing.size === 0) return answer
    // Sorted, so that two transactions making the same keys wait for each other instead of deadlocking.
    take(await this.#create(tx, keys, [...missing].toSorted()))
    if (missing.size > 0) take(await this.#load(tx, keys, [...missing]))
    return answer
  }

  /** Key of one subject, made where there is none yet. @throws SUBJECT_ERASED when it was destroyed */
  async subjectKey(tx: Tx, subjectId: string): Promise<SubjectKey> {
    const known = this.#known(tx, subjectId)
    if (known !== undefined) return known
    return (await this.subjectKeys(tx, [subjectId])).get(subjectId) as SubjectKey
  }

  /**
   * Destroys a subject’s key for good: everything encrypted under it becomes unreadable here. A backup from before still
   * holds the key: erasures have to be repeated after a restore.
   */
  async destroySubjectKey(tx: Tx, subjectId: string): Promise<void> {
    await tx.rows({
      text: `insert into subject_key (organisation_id, subject_id, wrapped, key_version, destroyed_at)
             values ($1, $2, null, 0, now())
             on conflict (organisation_id, subject_id) do update set wrapped = null, destroyed_at = now()
             where subject_key.destroyed_at is null`,
      values: [tx.organisationId, subjectId],
    })
    this.#inTransaction.get(tx)?.get(subjectId)?.destroy()
    this.#inTransaction.get(tx)?.delete(subjectId)
    tx.afterCommit(() => this.#subjects.take(`${tx.organisationId}/${subjectId}`)?.destroy())
  }

  /** Keys of the organisation's blind indexes. */
  async blindKeys(tx: Tx): Promise<BlindKeys> {
    return (await this.#organisation(tx)).blind
  }

  /**
   * A secret of the installation, made when first asked for and the same ever after.
   * @param owner pool of the owner role
   * @param name what it is for
   * @param first what it is to be when there is none yet; random unless given
   * @returns 32 bytes
   */
  async systemSecret(owner: Pool, name: string, first?: Buffer): Promise<Buffer> {
    const context = { system: 'secret', name }
    const find = async (): Promise<Buffer | undefined> => {
      const { rows } = await owner.query<{ wrapped: Buffer }>('select wrapped from system.secret where name = $1', [
        name,
      ])
      return rows[0]?.wrapped
    }
    let wrapped = await find()
    if (wrapped === undefined) {
      const made = await this.#management.wrap(first ?? randomBytes(32), context)
      await owner.query('insert into system.secret (name, wrapped) values ($1, $2) on conflict do nothing', [
        name,
        made,
      ])
      wrapped = await find()
    }
    if (wrapped === undefined) throw new Error(`the secret ${name} could not be stored`)
    return this.#management.unwrap(wrapped, context)
  }

  /** Key for short-lived values that belong to no subject. */
  async sealKey(tx: Tx): Promise<Buffer> {
    return (await this.#organisation(tx)).seal
  }
}
