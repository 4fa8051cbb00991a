import { useLanguage } from '../i18n/language.ts'
import { formatFor, type Format } from './format.ts'

/** Formatters in the reader's language. */
export const useFormat = (): Format => formatFor(useLanguage()[0])
