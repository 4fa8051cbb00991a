import { consentTermKinds, type ConsentTerm } from '@candor/api'
import { Panel, useLanguage } from '@candor/ui'
import { Button } from 'antd'
import { consentTexts } from './consent-texts.ts'
import styles from './consent.module.css'

interface TermsPanelProps {
  readonly terms: readonly ConsentTerm[]
  /** Given to those who may add some. */
  readonly onAdd: (() => void) | undefined
}

/** What notices can be made of. */
export const TermsPanel = ({ terms, onAdd }: TermsPanelProps) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  return (
    <Panel
      title={t('terms')}
      extra={
        onAdd && (
          <Button size="small" onClick={onAdd}>
            {t('newTerm')}
          </Button>
        )
      }
    >
      <p className={styles['quiet']}>{t('termsLead')}</p>
      {consentTermKinds.map((kind) => (
        <section key={kind} aria-label={t(`kind.${kind}`)}>
          <h3 className={styles['kind']}>{t(`kind.${kind}`)}</h3>
          <dl className={styles['facts']}>
            {terms
              .filter((term) => term.kind === kind)
              .map((term) => (
                <div key={term.id} className={styles['contents']}>
                  <dt>{term.name[language]}</dt>
                  <dd>
                    {term.description[language]} {term.dpv && <code>{term.dpv}</code>}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Panel>
  )
}
