import { toHex } from '../bytes.ts'
import { type Failure, JournalFormatError } from '../errors.ts'
import { openNote } from '../note/signed-note.ts'
import { parseVerifierKey, type VerifierKey } from '../note/verifier-key.ts'
import { parseWitnessKey, witnessVerifier } from './cosignature.ts'

/** A log that a policy names, and where it is. */
export type PolicyLog = { readonly key: VerifierKey; readonly vkey: string; readonly url?: string }
/** A witness that a policy names. The name means something inside the policy only. */
export type PolicyWitness = {
  readonly name: string
  readonly key: VerifierKey
  readonly vkey: string
  readonly url?: string
}
/** So many of the members at least. */
export type PolicyGroup = { readonly name: string; readonly least: number; readonly members: readonly string[] }

/** Who is trusted, and how many witnesses must have signed (C2SP tlog-policy). */
export type WitnessPolicy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** Name of a witness or a group; `none` asks for nobody. */
  readonly quorum: string
}

const refuse = (line: number, why: string, cause?: unknown): never => {
  const place = line === 0 ? '' : `line ${line}: `
  throw new JournalFormatError('JOURNAL_POLICY_MALFORMED', `Not a policy: ${place}${why}.`, { cause })
}

const keyAt = (line: number, read: (text: string) => VerifierKey, vkey: string): VerifierKey => {
  try {
    return read(vkey)
  } catch (cause) {
    return refuse(line, cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause), cause)
  }
}

const leastOf = (line: number, count: string, of: number): number => {
  if (count === 'any') return 1
  if (count === 'all') return of
  const least = /^[1-9][0-9]{0,4}$/.test(count) ? Number(count) : 0
  return least >= 1 && least <= of ? least : refuse(line, `${JSON.stringify(count)} of ${of} cannot be`)
}

/**
 * Reads a policy file.
 * @throws JournalFormatError `JOURNAL_POLICY_MALFORMED`, naming the line
 */
export const parsePolicy = (text: string): WitnessPolicy => {
  const logs: PolicyLog[] = []
  const witnesses: PolicyWitness[] = []
  const groups: PolicyGroup[] = []
  const names = new Set<string>()
  const used = new Set<string>()
  let quorum: string | undefined

  const define = (line: number, name: string): string => {
    if (name === 'none' || names.has(name)) refuse(line, `the name ${name} is taken`)
    names.add(name)
    return name
  }
  const defined = (line: number, name: string): string =>
    names.has(name) ? name : refuse(line, `${name} is not defined above`)
  const once = (line: number, others: readonly { readonly key: VerifierKey }[], { publicKey }: VerifierKey): void => {
    if (others.some(({ key }) => toHex(key.publicKey) === toHex(publicKey))) refuse(line, 'this key is there twice')
  }

  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(content)) refuse(line, 'there is a control character')
    const words = content.split(/[ \t]+/).filter((word) => word !== '')
    const [what, first, second, ...rest] = words
    if (what === undefined || what.startsWith('#')) continue
    if (what === 'log' && first !== undefined && rest.length === 0) {
      const key = keyAt(line, parseVerifierKey, first)
      once(line, logs, key)
      logs.push({ key, vkey: first, ...(second !== undefined && { url: second }) })
    } else if (what === 'witness' && first !== undefined && second !== undefined && rest.length <= 1) {
      const name = define(line, first)
      const key = keyAt(line, parseWitnessKey, second)
      once(line, witnesses, key)
      witnesses.push({ name, key, vkey: second, ...(rest[0] !== undefined && { url: rest[0] }) })
    } else if (what === 'group' && first !== undefined && second !== undefined && rest.length > 0) {
      const members = rest.map((member) => defined(line, member))
      for (const member of members) {
        if (used.has(member)) refuse(line, `${member} is a member twice`)
        used.add(member)
      }
      groups.push({ name: define(line, first), least: leastOf(line, second, members.length), members })
    } else if (what === 'quorum' && first !== undefined && second === undefined) {
      if (quorum !== undefined) refuse(line, 'there are two quorum lines')
      quorum = first === 'none' ? 'none' : defined(line, first)
    } else refuse(line, 'expected log, witness, group or quorum')
  }
  return { logs, witnesses, groups, quorum: quorum ?? refuse(0, 'there is no quorum line') }
}

/** Whether those who have signed are enough. @param signed names of witnesses as the policy calls them */
export const isQuorum = ({ witnesses, groups, quorum }: WitnessPolicy, signed: readonly string[]): boolean => {
  const fulfilled = (name: string): boolean => {
    if (name === 'none') return true
    if (witnesses.some((witness) => witness.name === name)) return signed.includes(name)
    const group = groups.find((each) => each.name === name)
    return group !== undefined && group.members.filter(fulfilled).length >= group.least
  }
  return fulfilled(quorum)
}

/** The quorum in words: `2 of 3`, or the names where groups are nested. */
export const quorumInWords = ({ witnesses, groups, quorum }: WitnessPolicy): string => {
  const inWords = (name: string): string => {
    const group = groups.find((each) => each.name === name)
    if (group === undefined) return name
    const plain = group.members.every((member) => witnesses.some((witness) => witness.name === member))
    const of = plain && group.members.length === witnesses.length ? String(witnesses.length) : undefined
    return `${group.least} of ${of ?? `(${group.members.map(inWords).join(', ')})`}`
  }
  return inWords(quorum)
}

/** Outcome of {@link checkWitnesses}: names of those who signed, as the policy calls them. */
export type WitnessVerdict =
  | { readonly ok: true; readonly witnesses: readonly string[] }
  | Failure<
      'WITNESS_SIGNATURE_FAILS' | 'WITNESSES_MISSING',
      { readonly note: string; readonly witnesses: readonly string[]; readonly quorum: string }
    >

/**
 * Verifies the cosignatures of a checkpoint. Those of unknown witnesses are passed over; one of a known witness that
 * does not hold refuses the checkpoint.
 */
export const checkWitnesses = (note: string, policy: WitnessPolicy): WitnessVerdict => {
  const signed: string[] = []
  for (const { name, key } of policy.witnesses) {
    const opened = openNote(note, [witnessVerifier(key)])
    if (opened.ok) signed.push(name)
    else if (opened.code === 'NOTE_SIGNATURE_FAILS') {
      const evidence = { note, witnesses: signed, quorum: policy.quorum }
      const message = `The signature of ${key.name} does not fit the text.`
      return { ok: false, code: 'WITNESS_SIGNATURE_FAILS', message, evidence }
    }
  }
  if (isQuorum(policy, signed)) return { ok: true, witnesses: signed }
  const count = `${signed.length} of ${policy.witnesses.length} known ones`
  const message = `The policy asks for more witnesses than have signed (${count}).`
  return { ok: false, code: 'WITNESSES_MISSING', message, evidence: { note, witnesses: signed, quorum: policy.quorum } }
}
