import { createInstance, type i18n } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { languages, localeOf, storedLanguage, type Language } from './language.ts'

/** Texts of one namespace in one language; may be nested. */
export interface TextTree {
  readonly [key: string]: string | TextTree
}

/** The same keys with any text: what the other language has to supply. */
export type SameKeys<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> }

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** Every key as a path such as `filter.country`; plural endings are left out. */
export type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? WithoutPlural<Key> : `${Key}.${KeyOf<Tree[Key]>}`
}[keyof Tree & string]

type TextAt<Tree, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Tree
    ? TextAt<Tree[Head], Rest>
    : never
  : Tree[(Path | `${Path}_one` | `${Path}_other`) & keyof Tree]

type Placeholder<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? (Name extends `${infer Plain}, ${string}` ? Plain : Name) | Placeholder<Rest>
  : never

/** Whether a key has a text for one and one for many; such a key always takes `count`, said or not. */
type CountOf<Tree, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Tree
    ? CountOf<Tree[Head], Rest>
    : never
  : `${Path}_other` extends keyof Tree
    ? 'count'
    : never

type ValueNames<Tree, Path extends string> = Placeholder<TextAt<Tree, Path>> | CountOf<Tree, Path>

/** The values a text asks for; none for a text without placeholders. */
export type ValuesOf<Tree, Path extends string> = Record<ValueNames<Tree, Path>, string | number>

/** Gives the text of a key; keys of which one may be asked for take the values of all of them. */
export type Translate<Tree> = <Path extends KeyOf<Tree>>(
  key: Path,
  ...values: [ValueNames<Tree, Path>] extends [never] ? [] : [values: ValuesOf<Tree, Path>]
) => string

export interface Texts<Tree> {
  readonly namespace: string
  /** Hook: the translator in the reader's language; the component follows a change of language. */
  readonly useTexts: () => Translate<Tree>
  /** The translator in one language, outside React. */
  readonly inLanguage: (language: Language) => Translate<Tree>
  readonly source: Readonly<Record<Language, TextTree>>
}

const create = (): i18n => {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: localeOf(storedLanguage.get()),
    fallbackLng: false,
    resources: {},
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  })
  storedLanguage.subscribe(() => void instance.changeLanguage(localeOf(storedLanguage.get())))
  return instance
}

export const translations: i18n = create()

/**
 * Declares the texts of one part of an app in every language. A key that one language lacks does not compile, and neither
 * does a call that forgets a placeholder. Texts travel with the code that shows them, so a route brings only its own.
 */
export const defineTexts = <const Tree extends TextTree>(
  namespace: string,
  source: { readonly en: Tree; readonly zh: SameKeys<Tree> },
): Texts<Tree> => {
  for (const language of languages)
    translations.addResourceBundle(localeOf(language), namespace, source[language], true, true)
  return {
    namespace,
    source,
    useTexts: () => useTranslation(namespace, { i18n: translations }).t as unknown as Translate<Tree>,
    inLanguage: (language) => translations.getFixedT(localeOf(language), namespace) as unknown as Translate<Tree>,
  }
}
