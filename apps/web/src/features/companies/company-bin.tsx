import type { CompanyDetail } from '@candor/api'
import { Alert, Button } from 'antd'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { companiesTexts } from './companies-texts.ts'
import { useCompanyBin } from './queries.ts'

/** Moves a company to the bin or back, and offers the way back. */
const useMove = ({ id, name }: CompanyDetail) => {
  const t = companiesTexts.useTexts()
  const { tell, complain } = useTell()
  const bin = useCompanyBin()
  const move = (binned: boolean): void =>
    bin.mutate(
      { id, binned },
      {
        onSuccess: () =>
          tell(t(binned ? 'bin.moved' : 'bin.restored', { name }), { key: `bin-${id}`, undo: () => move(!binned) }),
        onError: complain,
      },
    )
  return { move, isPending: bin.isPending }
}

/** Moves the company to the bin. */
export const CompanyBinButton = ({ company }: { readonly company: CompanyDetail }) => {
  const t = companiesTexts.useTexts()
  const mayBin = useMay('customer.bin')
  const { move, isPending } = useMove(company)
  if (!mayBin || company.binnedAt !== null) return null
  return (
    <Button loading={isPending} onClick={() => move(true)}>
      {t('bin.move')}
    </Button>
  )
}

/** Says that a company is in the bin, with the way out. */
export const CompanyBinNotice = ({ company }: { readonly company: CompanyDetail }) => {
  const t = companiesTexts.useTexts()
  const mayBin = useMay('customer.bin')
  const { move, isPending } = useMove(company)
  if (company.binnedAt === null) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('bin.inBin')}
      action={
        mayBin && (
          <Button size="small" loading={isPending} onClick={() => move(false)}>
            {t('bin.restore')}
          </Button>
        )
      }
    />
  )
}
