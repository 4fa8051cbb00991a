import type { MergeField } from '@candor/api'
import { useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { duplicatesTexts } from './duplicates-texts.ts'
import { shownFields, sideOf, valueOf, type Sides } from './sides.ts'
import styles from './duplicates.module.css'

interface PairTableProps {
  readonly sides: Sides
  /** The field that the arrow keys choose a side for. */
  readonly active: MergeField | undefined
  readonly onChoose: (field: MergeField, side: 'kept' | 'other') => void
  readonly onSwap: () => void
}

type Side = 'kept' | 'other'

const Head = ({ sides, side }: { readonly sides: Sides; readonly side: Side }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const customer = sides[side]
  return (
    <div className={styles['head']} data-side={side}>
      <span className={styles['role']}>{t(`pair.${side}`)}</span>
      <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles['name']}>
        {customer.profile.name}
      </Link>
      <span className={styles['quiet']}>
        {customer.reference && <>{customer.reference} · </>}
        {customer.orderCount === 0
          ? t('pair.noOrders')
          : t('pair.orders', { count: customer.orderCount, shown: format.number(customer.orderCount) })}{' '}
        · {t('pair.since', { date: format.date(customer.createdAt) })}
      </span>
    </div>
  )
}

interface ChoiceProps extends Pick<PairTableProps, 'sides' | 'onChoose'> {
  readonly field: MergeField
  readonly side: Side
}

const Choice = ({ sides, field, side, onChoose }: ChoiceProps) => {
  const t = duplicatesTexts.useTexts()
  const value = valueOf(sides[side].profile, field)
  const text = field === 'language' && (value === 'zh' || value === 'en') ? t(`language.${value}`) : value
  const isChosen = sideOf(sides, field) === side
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className={styles['value']}
      data-empty={text === ''}
      disabled={text === '' && !isChosen}
      aria-label={`${t(`label.${field}`)}: ${text || t('pair.nothing')}`}
      onClick={() => onChoose(field, side)}
    >
      {text || t('pair.nothing')}
    </button>
  )
}

/** Two customers side by side, field by field; of each field one value is chosen. */
export const PairTable = ({ sides, active, onChoose, onSwap }: PairTableProps) => {
  const t = duplicatesTexts.useTexts()
  return (
    <div className={styles['table']}>
      <div className={styles['heads']}>
        <Button size="small" onClick={onSwap}>
          {t('pair.swap')}
        </Button>
        <Head sides={sides} side="kept" />
        <Head sides={sides} side="other" />
      </div>
      {shownFields(sides).map((field) => (
        <div
          key={field}
          role="radiogroup"
          aria-label={t(`label.${field}`)}
          className={styles['row']}
          data-active={field === active}
        >
          <span className={styles['label']} aria-hidden>
            {t(`label.${field}`)}
          </span>
          <Choice sides={sides} field={field} side="kept" onChoose={onChoose} />
          <Choice sides={sides} field={field} side="other" onChoose={onChoose} />
        </div>
      ))}
      <p className={styles['quiet']}>{t('pair.more')}</p>
    </div>
  )
}
