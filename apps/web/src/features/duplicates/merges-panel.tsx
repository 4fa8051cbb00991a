import { duplicateRoutes, type CustomerMerge } from '@candor/api'
import { Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { duplicatesTexts } from './duplicates-texts.ts'
import { duplicatesKey, elsewhere, mergesQuery } from './queries.ts'
import styles from './duplicates.module.css'

const Line = ({ merge, onPart }: { readonly merge: CustomerMerge; readonly onPart: (() => void) | undefined }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const { otherName, otherReference, mergedAt, mergedByName } = merge
  return (
    <li className={styles['merge']}>
      <span>
        {t('merges.line', { name: otherName, when: format.date(mergedAt) })}
        <span className={styles['quiet']}>
          {[
            otherReference && t('merges.number', { reference: otherReference }),
            mergedByName && t('merges.by', { name: mergedByName }),
          ]
            .filter(Boolean)
            .map((text) => ` · ${text}`)}
        </span>
      </span>
      {onPart && (
        <Button size="small" onClick={onPart}>
          {t('merges.part')}
        </Button>
      )}
    </li>
  )
}

/** Who was merged into a customer, with the way back; nothing where nobody was. */
export const MergesPanel = ({ customerId }: { readonly customerId: string }) => {
  const t = duplicatesTexts.useTexts()
  const mayMerge = useMay('customer.merge')
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const { data } = useQuery(mergesQuery(customerId))
  const part = useMutation({
    mutationFn: async ({ id }: CustomerMerge) => call(duplicateRoutes.undo, { params: { id } }),
    onSuccess: async (_, { otherName }) => {
      void message.success(t('merges.parted', { name: otherName }))
      await Promise.all([client.invalidateQueries(elsewhere), client.invalidateQueries({ queryKey: duplicatesKey })])
    },
  })
  const standing = data?.items.filter(({ undoneAt }) => undoneAt === null) ?? []
  if (standing.length === 0) return null
  const ask = (merge: CustomerMerge) =>
    void modal.confirm({
      title: t('merges.askTitle'),
      content: t('merges.ask', { name: merge.otherName }),
      okText: t('merges.yes'),
      onOk: async () => part.mutateAsync(merge).catch(() => undefined),
    })
  return (
    <Panel title={t('merges.title')}>
      <ul className={styles['merges']}>
        {standing.map((merge) => (
          <Line key={merge.id} merge={merge} onPart={mayMerge ? () => ask(merge) : undefined} />
        ))}
      </ul>
      {part.isError && <ProblemMessage error={part.error} />}
    </Panel>
  )
}
