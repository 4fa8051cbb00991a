import { Alert } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@candor/ui'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { duplicatesTexts } from './duplicates-texts.ts'
import { checkQuery, type Entered } from './queries.ts'
import { chanceOf } from './chance.ts'
import { Reasons } from './reasons.tsx'
import styles from './duplicates.module.css'

/** Milliseconds without a key before customers are looked up. */
const pause = 350

/** Customers who may be the one that is being typed; nothing while there are none, or the reader may not see customers. */
export const EntryWarning = ({ entered }: { readonly entered: Entered }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const mayRead = useMay('customer.read')
  // As text: a form makes a new object of the same values again and again.
  const settled = useDebounced(JSON.stringify(entered), pause)
  const options = checkQuery(JSON.parse(settled) as Entered, mayRead)
  const { data } = useQuery(options)
  const items = data?.items ?? []
  return (
    <div aria-live="polite" className={styles['warning']}>
      {items.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('warning.title', { count: items.length })}
          description={
            <>
              <p>{t('warning.text')}</p>
              <ul className={styles['likely']}>
                {items.map(({ customer, probability, reasons }) => (
                  <li key={customer.id}>
                    <Link to="/customers/$customerId" params={{ customerId: customer.id }} target="_blank">
                      {customer.profile.name}
                    </Link>{' '}
                    <span className={styles['quiet']}>
                      {[customer.reference, customer.profile.email, customer.profile.phone, customer.profile.city]
                        .filter(Boolean)
                        .join(' · ')}{' '}
                      · {t('pair.chance', { percent: format.percent(chanceOf(probability)) })}
                    </span>
                    <Reasons reasons={reasons} />
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
    </div>
  )
}
