import { antdTheme, localeOf, translations, useAppliedTheme, useLanguage, useReducedMotion } from '@candor/ui'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { ConfigProvider, type ThemeConfig } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'

/** Larger letters and controls than the staff app: read by people of every age, mostly on a phone. */
const larger: NonNullable<ThemeConfig['token']> = {
  fontSize: 16,
  controlHeight: 40,
  controlHeightSM: 36,
  controlHeightLG: 48,
  borderRadius: 8,
  borderRadiusSM: 8,
}

const portalTheme = (isDark: boolean, motion: boolean): ThemeConfig => {
  const shared = antdTheme(isDark, motion)
  return {
    ...shared,
    token: { ...shared.token, ...larger },
    components: {
      ...shared.components,
      Button: { ...shared.components?.Button, contentFontSizeSM: 15, paddingInlineSM: 12 },
    },
  }
}

interface PortalProvidersProps {
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

/**
 * Theme, language and server cache of the portal. Apart from the staff app's providers, because the portal needs neither
 * floating messages nor a translated calendar, and a phone should not have to fetch them.
 */
export const PortalProviders = ({ queryClient, children }: PortalProvidersProps) => {
  const isDark = useAppliedTheme()
  const [language] = useLanguage()
  const reducedMotion = useReducedMotion()
  useEffect(() => {
    document.documentElement.lang = localeOf(language)
  }, [language])
  return (
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={translations}>
        <ConfigProvider theme={portalTheme(isDark, !reducedMotion)} button={{ autoInsertSpace: false }}>
          {children}
        </ConfigProvider>
      </I18nextProvider>
    </QueryClientProvider>
  )
}
