import { languageNames, useLanguage } from '@candor/ui'

/** One press to the other language, named in itself. */
export const LanguageButton = () => {
  const [language, setLanguage] = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className="link-button" lang={other} onClick={() => setLanguage(other)}>
      {languageNames[other]}
    </button>
  )
}
