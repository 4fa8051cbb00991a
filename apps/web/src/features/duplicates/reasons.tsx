import type { MatchReason } from '@candor/api'
import { useFormat } from '@candor/ui'
import { duplicatesTexts } from './duplicates-texts.ts'
import styles from './duplicates.module.css'

/** Widest bar: beyond so many bits nobody needs to see the difference. */
const mostBits = 16

/** What says that two customers are the same and what speaks against it, the strongest first, in plain words. */
export const Reasons = ({ reasons }: { readonly reasons: readonly MatchReason[] }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  return (
    <ul className={styles['reasons']}>
      {reasons
        .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
        .map(({ field, likeness, bits }) => (
          <li key={field} className={styles['reason']} data-for={bits >= 0}>
            <span>{t(`reason.${likeness}`, { field: t(`field.${field}`) })}</span>
            <span className={styles['bar']} aria-hidden>
              <span style={{ width: `${(100 * Math.min(Math.abs(bits), mostBits)) / mostBits}%` }} />
            </span>
            <span className={styles['quiet']}>
              {bits >= 0 ? t('for') : t('against')} ·{' '}
              {t('strength', { bits: `${bits >= 0 ? '+' : '−'}${format.number(Math.round(Math.abs(bits)))}` })}
            </span>
          </li>
        ))}
    </ul>
  )
}
