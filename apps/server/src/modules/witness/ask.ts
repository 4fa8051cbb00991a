import {
  formatAddCheckpoint,
  JournalFormatError,
  largestWitnessRequest,
  parseSignatureLines,
  parseSignedCheckpoint,
  toUtf8,
  witnessVerifier,
  type NoteSignature,
  type PolicyWitness,
} from '@candor/journal'

/** The newest checkpoint of a log of ours. */
export type Head = { readonly size: number; readonly note: string }

/** How a log of ours tells of itself. */
export type LogSource = {
  newest(): Promise<Head | undefined>
  /** Consistency proof between two sizes. */
  proof(from: number, to: number): Promise<readonly Uint8Array[]>
}

/** What came of asking a witness once. */
export type Outcome =
  | { readonly kind: 'cosigned'; readonly size: number; readonly signature: NoteSignature }
  /** There is no checkpoint yet. */
  | { readonly kind: 'nothing' }
  /** The witness cannot be reached, or answers what is no answer. */
  | { readonly kind: 'unreachable'; readonly problem: string }
  /** The witness does not know this log, or not its key. */
  | { readonly kind: 'unknown'; readonly problem: string }
  /** The witness says that this log does not grow out of what it has seen. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** The witness has seen a longer log than there is: records were lost, or there are two of us. */
  | { readonly kind: 'ahead'; readonly problem: string }

const patience = 10_000
/** A witness may have moved on meanwhile: asked again so often with the size that it names. */
const rounds = 4

const post = async (url: string, body: string): Promise<{ status: number; body: string }> => {
  const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'candor' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > largestWitnessRequest) throw new Error('its answer is too long')
  }
  return { status: response.status, body: text }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message.slice(0, 200) : String(cause)
}

const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 200)

/** The witness's own signature among those it answered; others are passed over. */
const signatureIn = ({ key }: PolicyWitness, head: Head, lines: string): NoteSignature | undefined => {
  const text = toUtf8(parseSignedCheckpoint(head.note).note.text)
  const verifier = witnessVerifier(key)
  return parseSignatureLines(lines).find(
    ({ name, id, signature }) =>
      name === key.name && id.every((byte, at) => byte === key.id[at]) && verifier.verify(text, signature),
  )
}

/**
 * Asks a witness to cosign the newest checkpoint of a log (C2SP tlog-witness `add-checkpoint`).
 * @param known size that the witness is believed to have; found out by asking where it is not known
 */
export const askWitness = async (
  witness: PolicyWitness & { readonly url: string },
  source: LogSource,
  known: number | undefined,
): Promise<Outcome> => {
  let old = known ?? 0
  for (let round = 0; round < rounds; round += 1) {
    const head = await source.newest()
    if (head === undefined) return { kind: 'nothing' }
    if (old > head.size) {
      return { kind: 'ahead', problem: `it has cosigned ${old} records, and there are ${head.size}` }
    }
    const proof = old === 0 ? [] : await source.proof(old, head.size)
    let answer: { status: number; body: string }
    try {
      answer = await post(witness.url, formatAddCheckpoint({ oldSize: old, proof, checkpoint: head.note }))
    } catch (error) {
      return { kind: 'unreachable', problem: reasonOf(error) }
    }
    const said = firstLine(answer.body)
    if (answer.status === 200) {
      try {
        const signature = signatureIn(witness, head, answer.body)
        if (signature !== undefined) return { kind: 'cosigned', size: head.size, signature }
      } catch (error) {
        if (!(error instanceof JournalFormatError)) throw error
      }
      return { kind: 'unreachable', problem: 'its answer holds no signature of its key' }
    }
    if (answer.status === 409 && /^\d{1,16}$/.test(said) && Number(said) !== old) old = Number(said)
    else if (answer.status === 422) return { kind: 'refused', problem: said }
    else if (answer.status === 403 || answer.status === 404) return { kind: 'unknown', problem: said }
    else return { kind: 'unreachable', problem: `it answered ${answer.status}: ${said}` }
  }
  return { kind: 'unreachable', problem: 'it names another size each time' }
}
