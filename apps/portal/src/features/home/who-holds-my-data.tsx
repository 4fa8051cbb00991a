import { localeOf, useFormat, useLanguage } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Section } from '../../lib/section.tsx'
import { useLocalName } from '../../lib/local-name.ts'
import { shellTexts } from '../../lib/shell-texts.ts'
import { useMe } from '../../lib/session.ts'
import { homeTexts } from './texts.ts'

const fields = ['name', 'email', 'phone', 'country', 'city', 'address', 'language'] as const

/** Who keeps the record, for which shops, and what is in it. */
export const WhoHoldsMyData = () => {
  const t = homeTexts.useTexts()
  const shell = shellTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const localName = useLocalName()
  const me = useMe()
  const held = [...fields.filter((field) => me.profile[field]).map((field) => t(`holder.${field}`)), t('holder.orders')]
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(held)
  return (
    <Section title={t('holder.title')} className="holder">
      <p>{t('holder.text', { organisation: localName(me.organisation) })}</p>
      <ul className="shops">
        {me.merchants.map((merchant) => (
          <li key={merchant.id}>{localName(merchant)}</li>
        ))}
      </ul>
      <p>
        {t('holder.holds')} {list}
      </p>
      <p>{t('holder.since', { date: format.date(me.since) })}</p>
      <p className="hint">{t('holder.sealed')}</p>
      <p className="links">
        <Link to="/profile">{t('holder.link')}</Link>
        <Link to="/looks">{shell('nav.looks')}</Link>
        <Link to="/check">{t('holder.check')}</Link>
      </p>
    </Section>
  )
}
