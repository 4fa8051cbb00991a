import { Segmented } from 'antd'
import { languageNames, languages, useLanguage } from '../i18n/language.ts'
import { themeModes, useThemeMode } from '../theme/theme-mode.ts'
import { uiTexts } from '../ui-texts.ts'

interface SwitchProps {
  readonly block?: boolean
}

/** Light, dark or as the system has it. */
export const ThemeSwitch = ({ block = false }: SwitchProps) => {
  const t = uiTexts.useTexts()
  const [mode, setMode] = useThemeMode()
  return (
    <Segmented
      aria-label={t('theme.label')}
      block={block}
      value={mode}
      onChange={setMode}
      options={themeModes.map((value) => ({ value, label: t(`theme.${value}`) }))}
    />
  )
}

/** English or Chinese, each named in itself. */
export const LanguageSwitch = ({ block = false }: SwitchProps) => {
  const t = uiTexts.useTexts()
  const [language, setLanguage] = useLanguage()
  return (
    <Segmented
      aria-label={t('language')}
      block={block}
      value={language}
      onChange={setLanguage}
      options={languages.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))}
    />
  )
}
