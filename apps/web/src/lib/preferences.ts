import {
  identityRoutes,
  preferenceRoutes,
  type HomePreferences,
  type NavigationPreferences,
  type ProfilePreferences,
} from '@candor/api'
import { storedForms, storedLanguage, storedThemeMode } from '@candor/ui'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from './api.ts'
import { useSession } from './session.ts'

/** What the person chose for themselves, on every device. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => call(preferenceRoutes.get, {}, { signal }),
  staleTime: 5 * 60_000,
})

export const usePreferences = () => useQuery(preferencesQuery)

/** A profile in which nothing is chosen. */
export const noProfile: ProfilePreferences = {
  language: null,
  theme: null,
  timeZone: null,
  dateForm: null,
  clock: null,
  numberForm: null,
  amountForm: null,
}

/** Takes over into this browser what was chosen on another; what was chosen here stays. */
const followProfile = ({ language, theme, ...forms }: ProfilePreferences): void => {
  if (language !== null && !storedLanguage.isChosen()) storedLanguage.set(language)
  if (theme !== null && !storedThemeMode.isChosen()) storedThemeMode.set(theme)
  if (JSON.stringify(storedForms.get()) !== JSON.stringify(forms)) storedForms.set(forms)
}

type Part =
  | { profile: ProfilePreferences }
  | { home: HomePreferences | null }
  | { navigation: NavigationPreferences | null }

const send = async (part: Part): Promise<void> => {
  if ('profile' in part) {
    await call(preferenceRoutes.setProfile, { body: part.profile })
    const { language } = part.profile
    // Mail is written in it too.
    if (language !== null) {
      await call(identityRoutes.setLanguage, { body: { language: language === 'zh' ? 'zh-CN' : 'en' } })
    }
  } else if ('home' in part) await call(preferenceRoutes.setHome, { body: part })
  else await call(preferenceRoutes.setNavigation, { body: part })
}

/** Keeps a choice; the screen follows at once and goes back where it could not be kept. */
export const useChoose = () => {
  const client = useQueryClient()
  const { queryKey } = preferencesQuery
  return useMutation({
    mutationFn: send,
    onMutate: async (part) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      if (before) client.setQueryData(queryKey, { ...before, ...part })
      if ('profile' in part) followProfile(part.profile)
      return { before }
    },
    onError: (_error, _part, kept) => {
      if (kept?.before) client.setQueryData(queryKey, kept.before)
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

/**
 * Has the screen follow the person's own choices. Whoever has chosen no time zone yet gets the one of their device, so that
 * "today" means the same on the server as on the wall.
 */
export const useOwnChoices = (): void => {
  const { userId } = useSession()
  const { data } = usePreferences()
  const { mutate } = useChoose()
  useEffect(() => {
    if (!data) return
    if (data.profile) {
      followProfile(data.profile)
      return
    }
    mutate({ profile: { ...noProfile, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } })
  }, [userId, data, mutate])
}
