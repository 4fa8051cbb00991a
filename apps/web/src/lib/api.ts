import { createClient } from '@candor/api'
import { localeOf, storedLanguage } from '@candor/ui'

/** The typed client; the server words its messages in the reader's language. */
export const call = createClient({ headers: () => ({ 'accept-language': localeOf(storedLanguage.get()) }) })
