import { createHash, createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { deriveKey, open, seal } from '../crypto/cipher.ts'
import type { Tx } from '../db/types.ts'
import { actorOf, organisationOf } from './access.ts'
import { httpErrors } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the answer is one given before, found by its `Idempotency-Key`. */
    replayed: boolean
  }
}

const context = 'idempotency-key.answer'

type Attempt = { readonly key: string; readonly actor: string; readonly fingerprint: Buffer }
type Stored = { fingerprint: Buffer; answer: Buffer }
type Earlier = { readonly answer: unknown }

const attemptOf = (request: FastifyRequest): Attempt | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.routeOptions.config.idempotent !== true) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,255}$/.test(key)) {
    throw httpErrors.HTTP_IDEMPOTENCY_KEY_INVALID(
      'Idempotency-Key: 8 to 255 printable ASCII characters, such as a UUID',
    )
  }
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`)
  return { key, actor: actorOf(request), fingerprint: hash.update(JSON.stringify(request.body ?? null)).digest() }
}

const secretsOf = async (tx: Tx, { key, actor }: Attempt): Promise<{ hash: Buffer; answerKey: Buffer }> => {
  const root = await tx.keys.sealKey(tx)
  const named = JSON.stringify([actor, key])
  const hash = createHmac('sha256', deriveKey(root, 'idempotency.hash')).update(named).digest()
  return { hash, answerKey: createHmac('sha256', deriveKey(root, 'idempotency.answer')).update(named).digest() }
}

/** The answer given before under this key, if any. */
const earlierAnswer = async (tx: Tx, attempt: Attempt): Promise<Earlier | undefined> => {
  const { hash, answerKey } = await secretsOf(tx, attempt)
  const stored = await tx.maybe<Stored>({
    name: 'idempotency-find',
    text: 'select fingerprint, answer from idempotency_key where organisation_id = $1 and key_hash = $2',
    values: [tx.organisationId, hash],
  })
  if (stored === undefined) return undefined
  if (!stored.fingerprint.equals(attempt.fingerprint)) {
    throw httpErrors.HTTP_IDEMPOTENCY_KEY_REUSED('this Idempotency-Key was used for a request with other content')
  }
  return { answer: JSON.parse(open(answerKey, context, stored.answer).toString()) }
}

const keepAnswer = async (tx: Tx, attempt: Attempt, answer: unknown): Promise<void> => {
  const { hash, answerKey } = await secretsOf(tx, attempt)
  await tx.rows({
    name: 'idempotency-keep',
    text: 'insert into idempotency_key (organisation_id, key_hash, fingerprint, answer) values ($1, $2, $3, $4)',
    values: [
      tx.organisationId,
      hash,
      attempt.fingerprint,
      seal(answerKey, context, Buffer.from(JSON.stringify(answer ?? null))),
    ],
  })
}

const effect = async <Answer>(
  request: FastifyRequest,
  transaction: 'inOrganisation' | 'appendInOrganisation',
  run: (tx: Tx) => Promise<Answer>,
): Promise<Answer> => {
  const { db } = request.server.platform
  const organisation = organisationOf(request)
  const attempt = attemptOf(request)
  if (attempt === undefined) return db[transaction](organisation, run)
  const answered = (earlier: Earlier): Answer => {
    request.replayed = true
    return earlier.answer as Answer
  }
  try {
    return await db[transaction](organisation, async (tx) => {
      const earlier = await earlierAnswer(tx, attempt)
      if (earlier !== undefined) return answered(earlier)
      const answer = await run(tx)
      await keepAnswer(tx, attempt, answer)
      return answer
    })
  } catch (error) {
    // The first request with this key may have been under way and be the very reason why this one failed: by now it is
    // committed, and its answer is the one to give.
    const earlier = await db.inOrganisation(organisation, async (tx) => earlierAnswer(tx, attempt))
    if (earlier === undefined) throw error
    return answered(earlier)
  }
}

/**
 * Runs the effect of a request in one transaction of the caller's organisation. Where the route takes an
 * `Idempotency-Key` and one was sent, the answer is kept in that same transaction, so that the effect happens
 * once and every repetition gets the first answer.
 * @param run the effect; returns the body of the answer, made of JSON values
 * @throws HTTP_IDEMPOTENCY_KEY_REUSED when the key was used for something else
 */
export const write = async <Answer>(request: FastifyRequest, run: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
  effect(request, 'inOrganisation', run)

/**
 * As {@link write}, for an effect that only adds rows of its own and decides nothing by what it reads, such as a note:
 * requests that come together then share one transaction (see `Database.appendInOrganisation`).
 */
export const append = async <Answer>(request: FastifyRequest, run: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
  effect(request, 'appendInOrganisation', run)

/** Reads in one transaction of the caller's organisation. */
export const read = async <Answer>(request: FastifyRequest, run: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
  request.server.platform.db.inOrganisation(organisationOf(request), run)
