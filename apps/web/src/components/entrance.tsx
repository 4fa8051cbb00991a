import { BrandMark, LanguageSwitch, ThemeSwitch } from '@candor/ui'
import { useEffect, type ReactNode } from 'react'
import { entranceTexts } from './entrance-texts.ts'
import { SealedRecords } from './sealed-records.tsx'
import styles from './entrance.module.css'

interface EntranceProps {
  readonly title: string
  /** Under the title, what this page is for. */
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** The frame of pages before anybody is signed in: what Candor is on one side, the form on the other. */
export const Entrance = ({ title, lead, children }: EntranceProps) => {
  const t = entranceTexts.useTexts()
  useEffect(() => {
    document.title = `${title} · Candor`
  }, [title])
  return (
    <div className={styles['split']}>
      <aside className={styles['story']}>
        <div className={styles['storyBrand']}>
          <BrandMark size={28} />
          <span>Candor</span>
        </div>
        <div className={styles['storyBody']}>
          <SealedRecords />
          <p className={styles['storyLead']}>{t('lead')}</p>
          <ul className={styles['storyPoints']}>
            <li>{t('point1')}</li>
            <li>{t('point2')}</li>
            <li>{t('point3')}</li>
          </ul>
        </div>
      </aside>
      <main className={styles['formSide']}>
        <div className={styles['switches']}>
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
        <div className={styles['formBox']}>
          <h1 className={styles['formTitle']}>{title}</h1>
          {lead && <div className={styles['formLead']}>{lead}</div>}
          {children}
        </div>
      </main>
    </div>
  )
}
