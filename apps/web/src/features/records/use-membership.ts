import { ledgerRoutes, type LedgerAdmission, type LedgerMember } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { recordsKey } from './queries.ts'
import { sharedLedgerTexts } from './shared-ledger-texts.ts'

/** What is the same for every change: it is said that it was taken, or why not, and the page looks again. */
const useTelling = () => {
  const t = sharedLedgerTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  return {
    onSuccess: () => tell(t('asked')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: recordsKey }),
  }
}

/** Admits another company. @param onDone called when the server has taken it */
export const useAdmit = (onDone: () => void) => {
  const telling = useTelling()
  return useMutation({
    ...telling,
    mutationFn: (body: LedgerAdmission) => call(ledgerRoutes.admit, { body }),
    onSuccess: () => {
      telling.onSuccess()
      onDone()
    },
  })
}

type Change = Pick<LedgerMember, 'number' | 'state'>

/** Suspends a company, lets it take part again, or lets it leave. */
export const useMemberState = () =>
  useMutation({
    ...useTelling(),
    mutationFn: ({ number, state }: Change) =>
      call(ledgerRoutes.setMemberState, { params: { number }, body: { state } }),
  })
