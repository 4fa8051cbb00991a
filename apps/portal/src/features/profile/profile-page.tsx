import { LanguageSwitch, ThemeSwitch, uiTexts, useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { useLocalName } from '../../lib/local-name.ts'
import { useMe, useSignOut } from '../../lib/session.ts'
import { profileTexts } from './texts.ts'

const Held = ({
  label,
  value,
  none,
}: {
  readonly label: string
  readonly value?: string | null
  readonly none: string
}) => (
  <>
    <dt>{label}</dt>
    <dd>{value || <span className="hint">{none}</span>}</dd>
  </>
)

/** What is held of the person, how it is stored, and what can be set on this device. */
export const ProfilePage = () => {
  const t = profileTexts.useTexts()
  const ui = uiTexts.useTexts()
  const format = useFormat()
  const localName = useLocalName()
  const signOut = useSignOut()
  const { profile, organisation, reference, since } = useMe()
  const spoken = profile.language && (profile.language === 'zh' ? t('languageZh') : t('languageEn'))
  const fields = [
    [t('name'), profile.name],
    [t('email'), profile.email],
    [t('phone'), profile.phone],
    [t('country'), profile.country],
    [t('city'), profile.city],
    [t('address'), profile.address],
    [t('language'), spoken],
    [t('reference'), reference],
    [t('since'), format.date(since)],
  ] as const
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { organisation: localName(organisation) })} />
      {profile.fictional && <p className="note">{t('fictional')}</p>}
      <Section>
        <dl className="facts">
          {fields.map(([label, value]) => (
            <Held key={label} label={label} value={value ?? null} none={t('none')} />
          ))}
        </dl>
        <p className="links">
          <Link to="/history" search={{ topic: 'details' }}>
            {t('changes')}
          </Link>
        </p>
      </Section>
      <Section title={t('stored')}>
        <p>{t('storedText')}</p>
      </Section>
      <Section title={t('wrong')}>
        <p>{t('wrongText')}</p>
        <p className="links">
          <Link to="/data">{t('rights')}</Link>
        </p>
      </Section>
      <Section title={t('settings')}>
        <div className="settings">
          <span>{ui('language')}</span>
          <LanguageSwitch />
          <span>{ui('theme.label')}</span>
          <ThemeSwitch />
        </div>
        <p className="hint">{t('signOutText')}</p>
        <Button onClick={signOut}>{t('signOut')}</Button>
      </Section>
    </>
  )
}
