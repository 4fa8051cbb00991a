import {
  type AnchorReference,
  commitmentOf,
  consistencyProof,
  ed25519Signer,
  type EntryPublic,
  foldRow,
  formatVerifierKey,
  hashLeaf,
  inclusionProof,
  issueReceipt,
  type JsonObject,
  leafHashOf,
  logIdOf,
  type NodeReader,
  originOf,
  readRoot,
  signCheckpoint,
  toUtf8,
} from '@candor/journal'

/** The organisation under attack; the attacker may well be the organisation itself. */
export const organisation = '01890a5d-ac96-774b-bcce-b302099a8057'
export const origin = originOf(organisation)
/** The log's true key. Whoever runs the server has it. */
export const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
export const logKey = formatVerifierKey(signer.key)

const idOf = (n: number): string => `01890a5d-ac96-7000-8000-${n.toString(16).padStart(12, '0')}`
const saltOf = (n: number): Uint8Array => hashLeaf(toUtf8(`salt ${n}`))

/** An entry with what its receipt shows of it. */
export type Told = { readonly entry: EntryPublic; readonly salt: Uint8Array; readonly body: JsonObject }

/** The purchase with number `n`. */
export const purchase = (n: number, amount = 100 * n): Told => {
  const body = { order: String(n), total: { amount, currency: 'GBP' } }
  const salt = saltOf(n)
  const entry = {
    v: 1,
    organisation,
    id: idOf(n),
    subject: idOf(1_000_000 + (n % 7)),
    kind: 'order.placed',
    actor: 'system',
    purpose: 'service-contract',
    recordedAt: new Date(1_700_000_000_000 + n).toISOString(),
    commitment: commitmentOf(salt, body),
  } as const
  return { entry, salt, body }
}

/** Where the ledger keeps the root of a tree of `size` leaves. */
export const anchorOf = (size: number): AnchorReference => ({
  chainId: 7,
  contract: `0x${'1f'.repeat(20)}`,
  log: logIdOf(origin),
  transactionHash: `0x${size.toString(16).padStart(64, '0')}`,
  blockNumber: size,
})

/** A log that says whatever its entries are, true or not, with the true key. */
export type LogInMemory = {
  readonly entries: readonly Told[]
  readonly reader: NodeReader
  readonly root: (size: number) => Promise<Uint8Array>
  readonly checkpoint: (size: number) => Promise<string>
  readonly consistency: (from: number, to: number) => Promise<Uint8Array[]>
  readonly inclusion: (index: number, size: number) => Promise<Uint8Array[]>
  readonly receipt: (index: number, size: number) => Promise<string>
}

export const logOf = (entries: readonly Told[]): LogInMemory => {
  const leaves = entries.map(({ entry }) => leafHashOf(entry))
  const reader: NodeReader = (nodes) =>
    nodes.map(({ height, index }) => foldRow(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)))
  const root = (size: number) => readRoot(size, reader)
  const checkpoint = async (size: number) => signCheckpoint({ origin, size, root: await root(size) }, signer)
  const inclusion = (index: number, size: number) => inclusionProof(index, size, reader)
  return {
    entries,
    reader,
    root,
    checkpoint,
    consistency: (from, to) => consistencyProof(from, to, reader),
    inclusion,
    receipt: async (index, size) => {
      const { entry, salt, body } = entries[index]!
      const proof = await inclusion(index, size)
      const opened = { salt, body }
      return issueReceipt(
        { entry, opened, anchor: anchorOf(size), index, proof, checkpoint: await checkpoint(size) },
        signer,
      )
    },
  }
}
