import type { ProfilePreferences } from '@candor/api'
import {
  languageNames,
  languages,
  Panel,
  ProblemMessage,
  storedLanguage,
  storedThemeMode,
  themeModes,
  useFormat,
  useLanguage,
  useThemeMode,
} from '@candor/ui'
import { Segmented, Select } from 'antd'
import { useId } from 'react'
import { noProfile, useChoose, usePreferences } from '../../lib/preferences.ts'
import { timeZones } from '../../lib/time-zones.ts'
import { Setting } from './setting.tsx'
import { settingsTexts } from './settings-texts.ts'

const sample = { at: '2026-11-22T15:04:00Z', amount: '123456', currency: 'GBP' }
const usual = 'usual'

interface FormSelectProps<Value extends string> {
  readonly id: string
  readonly value: Value | null
  readonly choices: readonly Value[]
  readonly label: (value: Value | typeof usual) => string
  readonly onChange: (value: Value | null) => void
}

/** One of several forms, or the usual one. */
const FormSelect = <Value extends string>({ id, value, choices, label, onChange }: FormSelectProps<Value>) => (
  <Select
    id={id}
    style={{ width: 220 }}
    value={value ?? usual}
    options={[usual, ...choices].map((name) => ({ value: name, label: label(name as Value) }))}
    onChange={(next: string) => onChange(next === usual ? null : (next as Value))}
  />
)

/** Language, theme, time zone and forms: kept for the person, on every device. */
export const ProfilePanel = () => {
  const t = settingsTexts.useTexts()
  const format = useFormat()
  const id = useId()
  const { data } = usePreferences()
  const choose = useChoose()
  const [language] = useLanguage()
  const [theme] = useThemeMode()
  const profile = data?.profile ?? noProfile
  const set = (part: Partial<ProfilePreferences>) => choose.mutate({ profile: { ...profile, ...part } })
  return (
    <>
      <Panel title={t('appearance')}>
        <Setting name={t('language')}>
          <Segmented
            aria-label={t('language')}
            value={language}
            onChange={(next) => {
              storedLanguage.set(next)
              set({ language: next })
            }}
            options={languages.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))}
          />
        </Setting>
        <Setting name={t('theme')} help={t('themeHelp')}>
          <Segmented
            aria-label={t('theme')}
            value={theme}
            onChange={(next) => {
              storedThemeMode.set(next)
              set({ theme: next })
            }}
            options={themeModes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          />
        </Setting>
      </Panel>
      <Panel title={t('forms')}>
        <Setting name={t('timeZone')} help={t('timeZoneHelp')} htmlFor={`${id}-zone`}>
          <Select
            id={`${id}-zone`}
            showSearch
            allowClear
            style={{ width: 260 }}
            value={profile.timeZone ?? null}
            placeholder={data?.timeZone}
            options={timeZones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={(timeZone: string | undefined) => set({ timeZone: timeZone ?? null })}
          />
        </Setting>
        <Setting name={t('dateForm')} htmlFor={`${id}-date`}>
          <FormSelect
            id={`${id}-date`}
            value={profile.dateForm}
            choices={['iso', 'day-first', 'month-first']}
            label={(name) => t(`dateForms.${name}`)}
            onChange={(dateForm) => set({ dateForm })}
          />
        </Setting>
        <Setting name={t('clock')} htmlFor={`${id}-clock`}>
          <FormSelect
            id={`${id}-clock`}
            value={profile.clock}
            choices={['24', '12']}
            label={(name) => t(`clocks.${name}`)}
            onChange={(clock) => set({ clock })}
          />
        </Setting>
        <Setting name={t('numberForm')} htmlFor={`${id}-number`}>
          <FormSelect
            id={`${id}-number`}
            value={profile.numberForm}
            choices={['point', 'comma', 'space']}
            label={(name) => t(`numberForms.${name}`)}
            onChange={(numberForm) => set({ numberForm })}
          />
        </Setting>
        <Setting name={t('amountForm')} htmlFor={`${id}-amount`}>
          <FormSelect
            id={`${id}-amount`}
            value={profile.amountForm}
            choices={['symbol', 'code']}
            label={(name) => t(`amountForms.${name}`)}
            onChange={(amountForm) => set({ amountForm })}
          />
        </Setting>
        <Setting name={t('sample')}>
          <strong>
            {format.dateTime(sample.at)} · {format.money(sample.amount, sample.currency)}
          </strong>
        </Setting>
        {choose.isError && <ProblemMessage error={choose.error} />}
      </Panel>
    </>
  )
}
