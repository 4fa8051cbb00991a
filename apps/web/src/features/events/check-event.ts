import { eventRoutes, type CustomerEvent, type EventProof } from '@candor/api'
import {
  canonicalJson,
  commitmentOf,
  fromHex,
  hashLeaf,
  toUtf8,
  verifyInclusion,
  type JsonValue,
} from '@candor/journal'
import { call } from '../../lib/api.ts'

/** What came of checking an event in this browser. */
export type EventCheck = { readonly proof: EventProof; readonly fault: string | undefined }

const bytes = (hex: string): Uint8Array => fromHex(hex, 32)

const faultOf = (
  shown: CustomerEvent,
  { event, salt, content, path, events, root }: EventProof,
): string | undefined => {
  if (event.id !== shown.id || event.name !== shown.name || event.occurredAt !== shown.occurredAt)
    return 'EVENT_DIFFERS'
  if (commitmentOf(bytes(salt), content as JsonValue) !== event.commitment) return 'CONTENT_DIFFERS'
  const verdict = verifyInclusion({
    leafHash: hashLeaf(toUtf8(canonicalJson(event))),
    index: event.position,
    size: events,
    root: bytes(root),
    proof: path.map(bytes),
  })
  return verdict.ok ? undefined : verdict.code
}

/**
 * Asks for the proof of an event and checks it here: the content is what was committed to, and the event is one of those
 * whose root the proof names. That this root is in the journal is for the check of its entry.
 */
export const checkEvent = async (shown: CustomerEvent): Promise<EventCheck> => {
  const proof = await call(eventRoutes.proof, { params: { id: shown.id } })
  return { proof, fault: faultOf(shown, proof) }
}
