import { createStoredFlag, useStored } from '@candor/ui'
import { Button } from 'antd'
import { useId } from 'react'
import { homeTexts } from './texts.ts'

const storedDone = createStoredFlag('portal-guide-done', false)

/** Three things to try, until the reader has had enough of them. */
export const FirstSteps = () => {
  const t = homeTexts.useTexts()
  const [done, setDone] = useStored(storedDone)
  const id = useId()
  if (done) return null
  return (
    <aside className="guide" aria-labelledby={id}>
      <h2 id={id}>{t('guide.title')}</h2>
      <ol>
        <li>{t('guide.verify')}</li>
        <li>{t('guide.receipt')}</li>
        <li>{t('guide.recompute')}</li>
      </ol>
      <Button onClick={() => setDone(true)}>{t('guide.done')}</Button>
    </aside>
  )
}
