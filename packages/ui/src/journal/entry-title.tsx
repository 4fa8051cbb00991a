import { useLanguage } from '../i18n/language.ts'
import { entrySentence } from './entry-sentence.ts'
import type { ShownEntry } from './entry-facts.ts'

/** What happened, as one sentence in the reader's language. */
export const EntryTitle = ({ entry }: { readonly entry: ShownEntry }) => <>{entrySentence(entry, useLanguage()[0])}</>
