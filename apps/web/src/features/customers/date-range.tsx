import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { customersTexts } from './customers-texts.ts'
import styles from './customers.module.css'

interface Range {
  readonly orderedAfter?: string
  readonly orderedBefore?: string
}

interface DateRangeProps {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (range: Range) => void
}

const rangeOf = (from: string | undefined, to: string | undefined): Range => ({
  ...(from && { orderedAfter: from }),
  ...(to && { orderedBefore: to }),
})

/** Two days in the reader's zone; the last one counts to its end. */
export const DateRange = ({ from, to, onChange }: DateRangeProps) => {
  const t = customersTexts.useTexts()
  return (
    <div className={styles['dates']}>
      <label>
        {t('filter.from')}
        <DatePicker
          value={from ? dayjs(from) : null}
          onChange={(day) => onChange(rangeOf(day?.startOf('day').toISOString(), to))}
        />
      </label>
      <label>
        {t('filter.to')}
        <DatePicker
          value={to ? dayjs(to) : null}
          onChange={(day) => onChange(rangeOf(from, day?.endOf('day').toISOString()))}
        />
      </label>
    </div>
  )
}
