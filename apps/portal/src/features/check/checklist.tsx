import { checkTexts } from './texts.ts'

const claims = ['one', 'two', 'three', 'four'] as const

/** What an accountant can test, how, and what remains in hand afterwards. */
export const Checklist = () => {
  const t = checkTexts.useTexts()
  return (
    <table className="checklist">
      <thead>
        <tr>
          <th scope="col">{t('audit.claim')}</th>
          <th scope="col">{t('audit.test')}</th>
          <th scope="col">{t('audit.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <tr key={claim}>
            <th scope="row">{t(`audit.${claim}`)}</th>
            <td data-label={t('audit.test')}>{t(`audit.${claim}Test`)}</td>
            <td data-label={t('audit.evidence')}>{t(`audit.${claim}Evidence`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
