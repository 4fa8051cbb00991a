import { useLanguage } from '../i18n/language.ts'
import { useStored } from '../lib/stored.ts'
import { formatFor, type Format } from './format.ts'
import { storedForms } from './forms.ts'

/** Formatters in the reader's language and forms. */
export const useFormat = (): Format => formatFor(useLanguage()[0], useStored(storedForms)[0])
