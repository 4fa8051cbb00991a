import { createContext, useContext } from 'react'
import { useLanguage } from '../i18n/language.ts'
import { entrySentence, type NameOf } from './entry-sentence.ts'
import type { ShownEntry } from './entry-facts.ts'

/** Gives entry titles below it the names of shops in the reader's language: `<EntryNames value={nameOf}>`. */
export const EntryNames = createContext<NameOf>(() => undefined)

/** What happened, as one sentence in the reader's language. */
export const EntryTitle = ({ entry }: { readonly entry: ShownEntry }) => (
  <>{entrySentence(entry, useLanguage()[0], useContext(EntryNames))}</>
)
