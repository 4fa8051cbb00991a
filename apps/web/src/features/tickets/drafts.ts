import { createStored, useStored } from '@candor/ui'

/** What was typed and not sent, so that neither a reload nor the end of the browser loses it. */
export interface Draft {
  readonly kind: 'reply' | 'note'
  readonly text: string
}

type Drafts = Readonly<Record<string, Draft>>

const most = 100

const parse = (text: string | null): Drafts => {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Drafts) : {}
  } catch {
    return {}
  }
}

const storedDrafts = createStored('ticket-drafts', parse, JSON.stringify)

/** The draft of one person for one ticket, kept in this browser until it is sent or emptied. */
export const useDraft = (
  userId: string,
  ticketId: string,
): readonly [Draft, (change: (draft: Draft) => Draft) => void] => {
  const [drafts] = useStored(storedDrafts)
  const key = `${userId} ${ticketId}`
  const none: Draft = { kind: 'reply', text: '' }
  const change = (next: (draft: Draft) => Draft) => {
    const { [key]: current = none, ...others } = storedDrafts.get()
    const draft = next(current)
    const kept = Object.entries(others).slice(1 - most)
    const isEmpty = draft.text === '' && draft.kind === 'reply'
    storedDrafts.set(Object.fromEntries(isEmpty ? kept : [...kept, [key, draft]]))
  }
  return [drafts[key] ?? none, change]
}
