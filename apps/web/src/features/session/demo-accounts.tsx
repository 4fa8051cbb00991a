import { roleNames } from '@candor/api'
import { sessionTexts } from './session-texts.ts'
import { useNameOf } from '../../lib/rights.ts'
import type { ServerInfo } from '../../lib/session.ts'
import styles from './session.module.css'

type Account = NonNullable<ServerInfo['demo']>['accounts'][number]

interface DemoAccountsProps {
  readonly accounts: readonly Account[]
  readonly onChoose: (account: { email: string; password: string }) => void
}

/** One click fills the form with a demo account. */
export const DemoAccounts = ({ accounts, onChoose }: DemoAccountsProps) => {
  const t = sessionTexts.useTexts()
  const nameOf = useNameOf()
  return (
    <section className={styles['demo']} aria-label={t('demo')}>
      <p className={styles['demoTitle']}>{t('demo')}</p>
      <p className={styles['demoHelp']}>{t('demoHelp')}</p>
      <ul className={styles['demoList']}>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className={styles['demoAccount']}
              onClick={() => onChoose({ email: account.email, password: account.password })}
            >
              <span className={styles['demoRole']}>{nameOf(roleNames[account.role])}</span>
              <span className={styles['demoWhat']}>{nameOf(account.organisation)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
