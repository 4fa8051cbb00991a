import { CopyButton } from '@candor/ui'
import { accountTexts } from './account-texts.ts'
import styles from './account.module.css'

/** The recovery codes, shown once. */
export const RecoveryCodes = ({ codes }: { readonly codes: readonly string[] }) => {
  const t = accountTexts.useTexts()
  return (
    <div className={styles['step']}>
      <p>{t('factor.codesText')}</p>
      <ul className={styles['codes']} aria-label={t('factor.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} label={t('factor.copy')} />
      </div>
    </div>
  )
}
