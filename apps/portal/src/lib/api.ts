import { createClient } from '@candor/api'
import { localeOf, storedLanguage } from '@candor/ui'

/** The API in the reader's language, so that refusals come back in it too. */
export const call = createClient({ headers: () => ({ 'accept-language': localeOf(storedLanguage.get()) }) })
