import type { ReceiptCheck } from '@candor/journal'
import type { Checked } from './check.ts'

const day = (instant: string): string => instant.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
const count = (value: number): string => value.toLocaleString('en-GB')

/** What each passed check means, in the order in which they are made. */
const meaning = ({ verdict, key, anchored }: Checked): Partial<Record<ReceiptCheck, string>> => {
  if (!verdict.ok) {
    return {
      form: 'the file has the form of a receipt',
      origin: 'it is of the journal whose key was given',
      checkpoint: 'the seal carries the signature of that journal',
      witnesses: 'enough of the witnesses you trust have signed the same seal',
      entry: 'the record belongs to the organisation of that journal',
      commitment: 'the content shown is the content that was recorded',
      inclusion: 'the record is in the sealed list, at the place stated',
      signature: 'the file is as the journal issued it',
    }
  }
  const { receipt, checkpoint } = verdict
  const { entry, anchor } = receipt
  const keyWords = key === 'given' ? 'the key you gave' : 'the key that the receipt names'
  const sealed = anchored?.sealedAt === undefined ? '' : `, made ${day(anchored.sealedAt)}`
  return {
    form: `the file has the form of a receipt: ${entry.kind}, recorded ${day(entry.recordedAt)} by ${entry.actor}`,
    origin: `it is of the journal ${checkpoint.origin}`,
    checkpoint: `the seal of ${count(checkpoint.size)} records carries the journal's signature (${keyWords})`,
    witnesses: `enough of the witnesses you trust have signed the same seal: ${verdict.witnesses.join(', ') || 'none asked for'}`,
    entry: 'the record belongs to the organisation of that journal',
    commitment: 'the content shown is the content that was recorded',
    inclusion: `the record is number ${count(receipt.index + 1)} of the ${count(checkpoint.size)} sealed ones`,
    signature: 'no byte of the file differs from what the journal issued',
    anchor: `the ledger ${anchor?.chainId} keeps the same seal, for member ${anchored?.member}, in block ${anchor?.blockNumber}${sealed}`,
  }
}

const notChecked = ({ verdict, key, anchored }: Checked): string[] => {
  if (!verdict.ok) return []
  const { anchor } = verdict.receipt
  if (verdict.anchor === 'absent') return ['not yet on the ledger: the receipt was issued before its seal was anchored']
  if (verdict.anchor === 'stated') {
    return [`not asked: whether ledger ${anchor?.chainId} keeps the seal (give --rpc <url> to ask)`]
  }
  if (key === 'given' || anchored?.contractGiven === true) return []
  return [
    `the contract ${anchor?.contract} was taken from the receipt: compare it with the published one, or give --contract`,
  ]
}

/** The checks of one receipt in plain words, one a line. */
export const explain = (checked: Checked): string[] => {
  const { verdict } = checked
  const words = meaning(checked)
  return [
    ...verdict.passed.map((check) => `  ✓ ${words[check] ?? check}`),
    ...(verdict.ok ? [] : [`  ✗ ${verdict.message} [${verdict.code}]`]),
    ...notChecked(checked).map((line) => `  – ${line}`),
  ]
}
