import { createHash } from 'node:crypto'
import { canonicalJson } from '@candor/journal'

/** What is promised of a reward, in words. */
export type RewardWords = {
  readonly name: string
  readonly nameZh: string
  readonly description: string
  readonly descriptionZh: string
}

/** Hash of the words: SHA-256 of their canonical JSON (RFC 8785). The ledger holds it, so that they cannot change. */
export const contentOf = ({ name, nameZh, description, descriptionZh }: RewardWords): Buffer =>
  createHash('sha256').update(canonicalJson({ name, nameZh, description, descriptionZh })).digest()
