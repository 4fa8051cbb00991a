import { useLanguage } from '@candor/ui'

/** A name in the reader's language. */
export const useLocalName = (): ((named: { readonly name: string; readonly nameZh: string }) => string) => {
  const [language] = useLanguage()
  return (named) => (language === 'zh' ? named.nameZh : named.name)
}
