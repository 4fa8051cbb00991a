import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { deriveKey, open, seal } from '../../../platform/crypto/cipher.ts'
import { identityErrors } from '../errors.ts'
import { base32, fromBase32 } from './base32.ts'
import { authenticatorUri, stepOfCode } from './totp.ts'

const recoveryCount = 10
const recoveryBytes = 7

/** How somebody’s account is protected. */
export type SecondFactorState = {
  readonly on: boolean
  readonly since: Date | null
  readonly recoveryCodesLeft: number
}

/** `ABCDE-FGHIJ`: 50 bits, easy to copy by hand. */
const newRecoveryCode = (): string => {
  const text = base32(randomBytes(recoveryBytes)).slice(0, 10)
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

/**
 * Codes of authenticator apps (TOTP, RFC 6238) and recovery codes. Each opens once: the step of the newest code is kept, and
 * a step is taken only if it is later, in one statement, so that of two requests with the same code one is refused.
 */
export class SecondFactor {
  readonly #owner: Pool
  readonly #sealKey: Buffer
  readonly #hashKey: Buffer

  /** @param key 32 bytes that are not in the database */
  constructor(owner: Pool, key: Uint8Array) {
    this.#owner = owner
    this.#sealKey = deriveKey(key, 'second-factor.secret')
    this.#hashKey = deriveKey(key, 'second-factor.recovery')
  }

  #context(userId: string): string {
    return JSON.stringify(['second-factor', userId])
  }

  #hash(userId: string, code: string): Buffer {
    const plain = code.toUpperCase().replaceAll(/[\s-]/g, '')
    return createHmac('sha256', this.#hashKey).update(`${userId}\n${plain}`).digest()
  }

  async state(userId: string): Promise<SecondFactorState> {
    const { rows } = await this.#owner.query<{ since: Date; left: number }>({
      name: 'identity-second-factor-state',
      text: `select confirmed_at as since, cardinality(recovery_codes) as left
               from auth.second_factor where user_id = $1 and confirmed_at is not null`,
      values: [userId],
    })
    const [row] = rows
    return { on: row !== undefined, since: row?.since ?? null, recoveryCodesLeft: row?.left ?? 0 }
  }

  /** Makes a secret, which asks nothing of anybody until it is confirmed. @throws IDENTITY_SECOND_FACTOR_ON */
  async begin(userId: string, email: string): Promise<{ secret: string; uri: string }> {
    const secret = randomBytes(20)
    const { rowCount } = await this.#owner.query(
      `insert into auth.second_factor as f (user_id, secret) values ($1, $2)
       on conflict (user_id) do update set secret = excluded.secret, last_step = 0 where f.confirmed_at is null`,
      [userId, seal(this.#sealKey, this.#context(userId), secret)],
    )
    if (rowCount !== 1) throw identityErrors.IDENTITY_SECOND_FACTOR_ON('the account has a second factor already')
    return { secret: base32(secret), uri: authenticatorUri(secret, email) }
  }

  /** Takes a code of the app, once. */
  async #takeCode(userId: string, code: string): Promise<boolean> {
    const { rows } = await this.#owner.query<{ secret: Buffer }>({
      name: 'identity-second-factor-secret',
      text: 'select secret from auth.second_factor where user_id = $1',
      values: [userId],
    })
    const stored = rows[0]?.secret
    if (stored === undefined) return false
    const step = stepOfCode(open(this.#sealKey, this.#context(userId), stored), code, Date.now())
    if (step === undefined) return false
    const { rowCount } = await this.#owner.query({
      name: 'identity-second-factor-step',
      text: 'update auth.second_factor set last_step = $2 where user_id = $1 and last_step < $2',
      values: [userId, step],
    })
    return rowCount === 1
  }

  /** Takes a recovery code, once. */
  async #takeRecoveryCode(userId: string, code: string): Promise<boolean> {
    const { rowCount } = await this.#owner.query({
      name: 'identity-second-factor-recovery',
      text: `update auth.second_factor set recovery_codes = array_remove(recovery_codes, $2)
              where user_id = $1 and confirmed_at is not null and $2 = any(recovery_codes)`,
      values: [userId, this.#hash(userId, code)],
    })
    return rowCount === 1
  }

  /** Whether a code opens; it opens nothing a second time. */
  async take(userId: string, code: string): Promise<boolean> {
    const digits = code.replaceAll(/\s/g, '')
    if (/^\d{6}$/.test(digits)) return this.#takeCode(userId, digits)
    if (fromBase32(code) === undefined) return false
    return this.#takeRecoveryCode(userId, code)
  }

  /** Switches it on with a first code of the app. @returns the recovery codes. @throws IDENTITY_WRONG_SECOND_FACTOR */
  async confirm(userId: string, code: string): Promise<string[]> {
    const { on } = await this.state(userId)
    if (on) throw identityErrors.IDENTITY_SECOND_FACTOR_ON('the account has a second factor already')
    if (!(await this.take(userId, code))) {
      throw identityErrors.IDENTITY_WRONG_SECOND_FACTOR('the code is not the one of this moment', {
        errors: [{ path: '/body/code', message: 'is not the code that the app shows now' }],
      })
    }
    const codes = await this.#newRecoveryCodes(userId)
    await this.#owner.query('update auth.second_factor set confirmed_at = now() where user_id = $1', [userId])
    return codes
  }

  async #newRecoveryCodes(userId: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCount }, newRecoveryCode)
    await this.#owner.query('update auth.second_factor set recovery_codes = $2 where user_id = $1', [
      userId,
      codes.map((code) => this.#hash(userId, code)),
    ])
    return codes
  }

  /** New recovery codes in place of the old ones. @throws IDENTITY_SECOND_FACTOR_OFF */
  async renewRecoveryCodes(userId: string): Promise<string[]> {
    const { on } = await this.state(userId)
    if (!on) throw identityErrors.IDENTITY_SECOND_FACTOR_OFF('the account has no second factor')
    return this.#newRecoveryCodes(userId)
  }

  async remove(userId: string): Promise<void> {
    await this.#owner.query('delete from auth.second_factor where user_id = $1', [userId])
  }
}
