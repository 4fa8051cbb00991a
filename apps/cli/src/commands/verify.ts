import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError, type ExitCode } from '../errors.ts'
import { progressOn } from '../io.ts'
import { checkReceipt, type Checked } from '../verify/check.ts'
import { trustedKeys } from '../verify/keys.ts'
import { trustedPolicy } from '../verify/policy.ts'
import { receiptFiles } from '../verify/receipt-files.ts'
import { explain } from '../verify/words.ts'

const options = {
  key: {
    type: 'string',
    multiple: true,
    value: 'vkey or file',
    help: 'public key of the journal, as you got it from somewhere you trust; may be given several times',
  },
  rpc: { type: 'string', value: 'url', help: 'any node of the ledger; the seal is looked up there' },
  policy: {
    type: 'string',
    value: 'file',
    help: 'journals and witnesses to trust, and how many must have signed (C2SP tlog-policy)',
  },
  contract: { type: 'string', value: 'address', help: 'the contract that must keep the seals' },
} as const

/** Explained one by one up to this many; beyond it, only what was refused. */
const explained = 3
/** A receipt is a few kilobytes; what is much longer is not read into memory. */
const longest = 2 * 1024 * 1024

type Named = { readonly file: string; readonly checked: Checked }

const read = (file: string): Uint8Array =>
  statSync(file).size > longest ? new Uint8Array(longest) : readFileSync(file)

const jsonOf = ({ file, checked: { verdict, key, anchored } }: Named) =>
  verdict.ok
    ? {
        file,
        ok: true,
        passed: verdict.passed,
        key,
        witnesses: verdict.witnesses,
        anchor: verdict.anchor,
        sealedAt: anchored?.sealedAt ?? null,
        entry: verdict.receipt.entry,
        index: verdict.receipt.index,
        treeSize: verdict.checkpoint.size,
        origin: verdict.checkpoint.origin,
      }
    : {
        file,
        ok: false,
        passed: verdict.passed,
        code: verdict.code,
        message: verdict.message,
        evidence: verdict.evidence,
      }

const exitCodeOf = (refused: readonly Named[]): ExitCode => {
  if (refused.length === 0) return exitCodes.ok
  // A ledger that cannot be asked says nothing against a receipt.
  const unknown = refused.every(
    ({ checked: { verdict } }) => !verdict.ok && verdict.code === 'RECEIPT_ANCHOR_UNREADABLE',
  )
  return unknown ? exitCodes.failure : exitCodes.finding
}

const outcomeOf = (all: readonly Named[]): Outcome => {
  const refused = all.filter(({ checked }) => !checked.verdict.ok)
  const told = all.length <= explained ? all : refused
  const lines = told.flatMap(({ file, checked }) =>
    [`${file}: ${checked.verdict.ok ? 'genuine' : 'NOT ACCEPTED'}`].concat(explain(checked)),
  )
  const sum = `${all.length - refused.length} of ${all.length} accepted, ${refused.length} refused`
  return {
    exitCode: exitCodeOf(refused),
    text: [...lines, ...(all.length > 1 ? [sum] : [])].join('\n'),
    json: {
      ok: refused.length === 0,
      accepted: all.length - refused.length,
      refused: refused.length,
      receipts: all.map(jsonOf),
    },
  }
}

/** `candor verify`: checks receipts against a key, a ledger, or both; asks no Candor server anything. */
export const verify = defineCommand({
  name: 'verify',
  summary: 'check receipts, trusting no server',
  arguments: '<receipt or folder…>',
  count: [1, 10_000],
  options,
  notes: [
    'Give what you trust: the journal’s key (--key, works without any network), a ledger node (--rpc), or both.',
    'With --rpc alone, the key named in the receipt is used and the ledger must keep the same seal.',
    'With --policy, the journals are those it names, and enough of its witnesses must have signed the seal.',
  ],
  examples: [
    'verify receipt.tlog-proof --key journal.vkey',
    'verify receipts/ --rpc https://ledger.example.com --contract 0x5fbd…0aa3',
  ],
  run: async ({ values, arguments: paths, io }) => {
    if (values.key === undefined && values.rpc === undefined && values.policy === undefined) {
      throw usageError(
        'There is nothing to verify against: a receipt cannot vouch for itself.',
        'Give the journal’s key with --key <vkey or file>, a policy with --policy <file>, or a ledger node with --rpc <url>.',
      )
    }
    if (values.contract !== undefined && values.rpc === undefined) {
      throw usageError('--contract says what to ask a ledger, but no ledger was named.', 'Add --rpc <url>.')
    }
    const files = receiptFiles(paths, io.cwd)
    const policy = values.policy === undefined ? undefined : trustedPolicy(values.policy, io.cwd)
    const keys = trustedKeys([...(policy?.logs ?? []).map(({ vkey }) => vkey), ...(values.key ?? [])], io.cwd)
    // Loaded when asked for: offline verification starts faster without a ledger client.
    const ledger =
      values.rpc === undefined
        ? undefined
        : await (await import('../verify/ledger.ts')).openLedger(values.rpc, values.contract)
    const progress = progressOn(io)
    const all: Named[] = []
    for (const file of files) {
      all.push({
        file: relative(io.cwd, file) || file,
        checked: await checkReceipt(read(file), { keys, ledger, policy }),
      })
      progress.show(`${all.length} of ${files.length} receipts`)
    }
    if (files.length > explained) progress.done()
    return outcomeOf(all)
  },
})
