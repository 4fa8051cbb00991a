import { randomUUID } from 'node:crypto'
import {
  commitmentOf,
  ed25519Signer,
  formatVerifierKey,
  hashChildren,
  inclusionProof,
  issueReceipt,
  leafHashOf,
  logIdOf,
  originOf,
  readRoot,
  signCheckpoint,
  type AnchorReference,
  type EntryPublic,
  type NodeReader,
} from '@candor/journal'

const nodesAbove = (leaves: readonly Uint8Array[]): NodeReader => {
  const hashOf = (height: number, index: number): Uint8Array =>
    height === 0 ? leaves[index]! : hashChildren(hashOf(height - 1, 2 * index), hashOf(height - 1, 2 * index + 1))
  return (nodes) => nodes.map(({ height, index }) => hashOf(height, index))
}

/** A journal in memory whose receipts a test can write to files. */
export const journalInMemory = async (
  entries: number,
  anchorOf?: (root: Uint8Array, log: `0x${string}`) => Promise<AnchorReference>,
) => {
  const organisation = randomUUID()
  const origin = originOf(organisation)
  const signer = ed25519Signer(origin, new Uint8Array(32).fill(9))
  const salt = new Uint8Array(32).fill(3)
  const bodyOf = (index: number) => ({ order: `A-${index}`, total: 100 + index })
  const made = Array.from({ length: entries }, (_, index): EntryPublic => ({
    v: 1,
    organisation,
    id: randomUUID(),
    subject: randomUUID(),
    kind: 'order.placed',
    actor: 'system',
    purpose: 'service-contract',
    recordedAt: '2026-01-31T08:00:00.000Z',
    commitment: commitmentOf(salt, bodyOf(index)),
  }))
  const reader = nodesAbove(made.map(leafHashOf))
  const root = await readRoot(entries, reader)
  const checkpoint = signCheckpoint({ origin, size: entries, root }, signer)
  const anchor = await anchorOf?.(root, logIdOf(origin))
  return {
    origin,
    key: formatVerifierKey(signer.key),
    receipt: async (index: number): Promise<string> =>
      issueReceipt(
        {
          entry: made[index]!,
          opened: { salt, body: bodyOf(index) },
          ...(anchor === undefined ? {} : { anchor }),
          index,
          proof: await inclusionProof(index, entries, reader),
          checkpoint,
        },
        signer,
      ),
  }
}
