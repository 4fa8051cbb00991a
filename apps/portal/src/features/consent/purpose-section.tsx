import { useLanguage } from '@candor/ui'
import { Section } from '../../lib/section.tsx'
import { ChoiceRow } from './choice-row.tsx'
import type { AskedFor } from './queries.ts'
import { consentTexts } from './texts.ts'

/** One thing that is asked for: what, why, who and how long in plain words, and a switch for each recipient. */
export const PurposeSection = ({ item }: { readonly item: AskedFor }) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const { notice, choices } = item
  const ends = notice.months === null ? t('endsNever') : t('endsAfter', { count: notice.months })
  return (
    <Section title={notice.title[language]} className="consent">
      <p>{notice.what[language]}</p>
      <dl className="facts">
        <dt>{t('why')}</dt>
        <dd>{notice.why[language]}</dd>
        <dt>{t('who')}</dt>
        <dd>{notice.recipients.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ')}</dd>
        <dt>{t('howLong')}</dt>
        <dd>
          {notice.retention[language]} {ends}
        </dd>
      </dl>
      {choices.map((choice) => (
        <ChoiceRow key={choice.recipient.id} item={item} choice={choice} />
      ))}
    </Section>
  )
}
