import { salesRoutes, type SalesChangesInput, type SalesDocument } from '@candor/api'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { useWork } from '../../lib/use-work.ts'
import { pageOf } from './link.ts'
import { useSalesRefresh } from './queries.ts'
import { salesTexts } from './sales-texts.ts'

type Step = 'send' | 'issue' | 'reopen' | 'withdraw' | 'approve'

/** What can be done with a document; each says what happened. None has a way back: what went out went out. */
export const useSalesWork = (document: SalesDocument) => {
  const t = salesTexts.useTexts()
  const { tell } = useTell()
  const navigate = useNavigate()
  const refresh = useSalesRefresh()
  const { busy, run } = useWork(refresh)
  const params = { id: document.id }

  const save = async (changes: SalesChangesInput): Promise<number> =>
    (await call(salesRoutes.update, { params, body: { version: document.version, changes } })).version

  const step = async (name: Step, changes: SalesChangesInput | undefined): Promise<void> => {
    const version = changes === undefined ? document.version : await save(changes)
    await call(salesRoutes[name], { params, body: { version } })
    if (name === 'send' || name === 'issue') {
      const { number } = await call(salesRoutes.get, { params })
      tell(t(name === 'send' ? 'said.sent' : 'said.issued', { number: number ?? '' }))
    } else {
      tell(t('said.done'))
    }
  }
  return {
    busy,
    save: (changes: SalesChangesInput) =>
      run(async () => {
        await save(changes)
        tell(t('said.saved'))
      }),
    /** What is typed and not saved yet is saved with the same click. */
    step: (name: Step, changes?: SalesChangesInput) => run(() => step(name, changes)),
    invoice: () =>
      run(async () => {
        const { id } = await call(salesRoutes.invoice, { params, body: { version: document.version } })
        await navigate(pageOf('invoice', id))
      }),
  }
}
export type SalesWork = ReturnType<typeof useSalesWork>
