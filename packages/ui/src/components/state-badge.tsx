import type { EntryState } from '@candor/api'
import { Tooltip } from 'antd'
import { uiTexts } from '../ui-texts.ts'
import styles from './components.module.css'

const order: readonly EntryState[] = ['recorded', 'sequenced', 'sealed', 'anchored', 'final']

/** How far a record has come on its way beyond anybody's reach: a word and four steps. */
export const StateBadge = ({ state }: { readonly state: EntryState }) => {
  const t = uiTexts.useTexts()
  const reached = order.indexOf(state)
  return (
    <Tooltip title={t(`stateHelp.${state}`)}>
      <span className={styles['state']}>
        <span className={styles['stateDots']} aria-hidden>
          {order.slice(1).map((step, index) => (
            <i key={step} data-on={index < reached} />
          ))}
        </span>
        {t(`state.${state}`)}
      </span>
    </Tooltip>
  )
}
