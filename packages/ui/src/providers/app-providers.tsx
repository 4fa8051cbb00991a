import { App, ConfigProvider } from 'antd'
import englishLocale from 'antd/es/locale/en_GB'
import chineseLocale from 'antd/es/locale/zh_CN'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { localeOf, useLanguage } from '../i18n/language.ts'
import { translations } from '../i18n/texts.ts'
import { useReducedMotion } from '../lib/media.ts'
import { antdTheme } from '../theme/antd-theme.ts'
import { useAppliedTheme } from '../theme/theme-mode.ts'
import '../theme/global.css'

interface AppProvidersProps {
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

/** Theme, language and server cache for a whole app; the one provider that `main.tsx` needs. */
export const AppProviders = ({ queryClient, children }: AppProvidersProps) => {
  const isDark = useAppliedTheme()
  const [language] = useLanguage()
  const reducedMotion = useReducedMotion()
  useEffect(() => {
    document.documentElement.lang = localeOf(language)
  }, [language])
  return (
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={translations}>
        <ConfigProvider
          theme={antdTheme(isDark, !reducedMotion)}
          locale={language === 'zh' ? chineseLocale : englishLocale}
          button={{ autoInsertSpace: false }}
        >
          <App message={{ maxCount: 3 }} component={false}>
            {children}
          </App>
        </ConfigProvider>
      </I18nextProvider>
    </QueryClientProvider>
  )
}
