import type { CustomerDetail } from '@candor/api'
import { Alert, Button } from 'antd'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { OwnerCell, TagsCell } from './care-cells.tsx'
import { useBin } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

/** Moves a customer to the bin or back, and offers the way back. */
const useMoveToBin = () => {
  const t = listsTexts.useTexts()
  const { tell, complain } = useTell()
  const bin = useBin()
  const move = ({ id, name }: { readonly id: string; readonly name: string }, binned: boolean): void =>
    bin.mutate(
      { id, binned },
      {
        onSuccess: () =>
          tell(t(binned ? 'bin.moved' : 'bin.restored', { name }), {
            key: `bin-${id}`,
            undo: () => move({ id, name }, !binned),
          }),
        onError: complain,
      },
    )
  return { move, isPending: bin.isPending }
}

/** Owner and tags below the name of a customer. */
export const CustomerCareLine = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = listsTexts.useTexts()
  return (
    <span className={styles['care']}>
      <span className={styles['reason']}>{t('care.owner')}</span>
      <OwnerCell customer={customer} />
      <TagsCell customer={customer} most={6} />
    </span>
  )
}

/** Says that a customer is in the bin, with the way out. */
export const BinNotice = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = listsTexts.useTexts()
  const mayBin = useMay('customer.bin')
  const { move, isPending } = useMoveToBin()
  if (customer.binnedAt === null) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('bin.inBin')}
      action={
        mayBin && (
          <Button size="small" loading={isPending} onClick={() => move(customer, false)}>
            {t('bin.restore')}
          </Button>
        )
      }
    />
  )
}

/** Moves the customer to the bin. */
export const BinButton = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = listsTexts.useTexts()
  const mayBin = useMay('customer.bin')
  const { move, isPending } = useMoveToBin()
  if (!mayBin || customer.binnedAt !== null) return null
  return (
    <Button loading={isPending} onClick={() => move(customer, true)}>
      {t('bin.move')}
    </Button>
  )
}
