import { portalConsentRoutes, type ConsentDecided, type ConsentStanding } from '@candor/api'
import { useLanguage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { consentsKey, type AskedFor, type Choice } from './queries.ts'

/** What is to hold from now on. */
export interface Wanted {
  readonly state: ConsentDecided
  readonly categories: readonly string[]
  readonly channels: readonly string[]
}

const nothing = { categories: [], channels: [] }
export const taken = (state: 'withdrawn' | 'refused'): Wanted => ({ state, ...nothing })

/** What was in force before, so that it can be had again; nothing where there is no way back. */
const wayBack = (before: ConsentStanding | null, made: Wanted, { notice, purpose }: AskedFor): Wanted | undefined => {
  if (made.state === 'refused') return undefined
  if (before === null || before.state !== 'granted') return made.state === 'granted' ? taken('withdrawn') : undefined
  // What was agreed to under another text cannot be had again without reading the new one.
  if (purpose.retired || before.noticeVersion !== notice.version) return undefined
  return { state: 'granted', categories: before.categories, channels: before.channels }
}

/** Decides about one purpose and one recipient, at once, and offers the way back. */
export const useDecide = (item: AskedFor, { recipient, standing }: Choice) => {
  const client = useQueryClient()
  const [language] = useLanguage()
  const [done, setDone] = useState<{ readonly state: ConsentDecided; readonly back: Wanted | undefined }>()
  const decision = useMutation({
    mutationFn: async (wanted: Wanted) =>
      call(portalConsentRoutes.decide, {
        body: {
          purposeId: item.purpose.id,
          recipientId: recipient.id,
          noticeVersion: item.notice.version,
          language,
          seen: standing?.number ?? 0,
          state: wanted.state,
          categories: [...wanted.categories],
          channels: [...wanted.channels],
        },
      }),
    onMutate: () => setDone(undefined),
    onSuccess: (_answer, wanted) => setDone({ state: wanted.state, back: wayBack(standing, wanted, item) }),
    // Also after a refusal: it may say that the page shows an older state.
    onSettled: async () => client.invalidateQueries({ queryKey: consentsKey }),
  })
  // While it is being recorded, the page shows what was wanted; what is in force is said by the server alone.
  const wanted = decision.isPending ? decision.variables : undefined
  return { decide: decision.mutate, wanted, error: decision.error, done }
}
