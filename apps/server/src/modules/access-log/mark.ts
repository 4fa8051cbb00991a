import { createHmac, createSecretKey } from 'node:crypto'
import { canonicalJson } from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'

/** The salt under which a customer stands in the entry of a look. Gone with the customer's key. */
export const saltOf = (key: SubjectKey, look: string): Buffer => key.salt(`access:${look}`)

/**
 * What stands for a customer in the entry of a look: HMAC-SHA-256 (hex) under a salt that only the customer's key gives.
 * Whoever has the salt sees that the customer is meant; nobody sees from one entry to another that it is the same.
 */
export const markOf = (key: SubjectKey, look: string, customerId: string): string =>
  createHmac('sha256', createSecretKey(saltOf(key, look)))
    .update(canonicalJson(customerId))
    .digest('hex')
