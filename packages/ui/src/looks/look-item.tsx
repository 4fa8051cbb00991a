import type { CustomerLook } from '@candor/api'
import { Instant } from '../format/instant.tsx'
import { localeOf, useLanguage } from '../i18n/language.ts'
import { VerifyButton } from '../verify/verify-button.tsx'
import { looksTexts } from './looks-texts.ts'
import styles from './looks.module.css'

const purposes = ['service-contract', 'data-subject-rights', 'administration', 'insight'] as const

/** The sentence of a look: who, as what, saw what of the person, and in what company. */
const useSentence = () => {
  const t = looksTexts.useTexts()
  const [language] = useLanguage()
  const whoOf = ({ actor, actorName, role }: CustomerLook): string => {
    if (actor === 'system') return t('system')
    const name = actorName ?? t('formerStaff')
    const called = language === 'en' ? role?.name : role?.nameZh
    return called ? t('person', { name, role: called }) : name
  }
  return (look: CustomerLook): string => {
    const names = look.categories.map((category) => t(`what.${category}`))
    const what = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names)
    const [who, { people, way }] = [whoOf(look), look]
    if (way === 'opened') return t('opened', { who, what })
    return people > 1 ? t(way, { who, what, people }) : t(`alone.${way}`, { who, what })
  }
}

interface LookItemProps {
  readonly look: CustomerLook
  /** Where the receipt of its entry is fetched. */
  readonly receiptUrl: string
}

/** One look at somebody's data: who, what, when, what for, and the means to check that it is written down unchanged. */
export const LookItem = ({ look, receiptUrl }: LookItemProps) => {
  const t = looksTexts.useTexts()
  const sentence = useSentence()
  const known = purposes.find((purpose) => purpose === look.purpose)
  const { id, kind, recordedAt, actor, purpose, categories, people, role, proof } = look
  return (
    <li className={styles['look']}>
      <div>
        <p className={styles['sentence']}>{sentence(look)}</p>
        <p className={styles['meta']}>
          <Instant at={look.at} style="dateTime" />
          <span>
            {t('purpose.label')} {known ? t(`purpose.${known}`) : t('purpose.consent', { name: purpose })}
          </span>
          {look.emergency && <strong className={styles['emergency']}>{t('emergency')}</strong>}
        </p>
      </div>
      <VerifyButton
        record={{
          id,
          kind,
          recordedAt,
          actor,
          purpose,
          fields: { categories, people, role },
          marked: { list: 'whom', salt: proof.salt, value: proof.customer },
        }}
        receiptUrl={receiptUrl}
      />
    </li>
  )
}
