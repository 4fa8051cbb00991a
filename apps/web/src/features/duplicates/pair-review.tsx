import type { DuplicatePair, MergeField } from '@candor/api'
import { Panel, ProblemMessage, useFormat } from '@candor/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useShortcut } from '../../lib/shortcuts.ts'
import { duplicatesTexts } from './duplicates-texts.ts'
import { PairTable } from './pair-table.tsx'
import { chanceOf } from './chance.ts'
import { Reasons } from './reasons.tsx'
import { shownFields, swapped, type Sides } from './sides.ts'
import styles from './duplicates.module.css'

interface PairReviewProps {
  readonly pair: DuplicatePair
  readonly busy: boolean
  readonly error: unknown
  readonly onMerge: (sides: Sides) => void
  readonly onDismiss: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** The keys of the review, all of them shown on the page. */
const useKeys = (
  { busy, onMerge, onDismiss, onNext, onPrevious }: PairReviewProps,
  sides: Sides,
  choose: { readonly side: (side: 'kept' | 'other') => void; readonly move: (by: 1 | -1) => void; swap: () => void },
): void => {
  const t = duplicatesTexts.useTexts()
  const unlessBusy = (run: () => void) => () => {
    if (!busy) run()
  }
  useShortcut('j', t('shortcut.next'), 'list', unlessBusy(onNext))
  useShortcut('k', t('shortcut.previous'), 'list', unlessBusy(onPrevious))
  useShortcut(
    'm',
    t('shortcut.merge'),
    'list',
    unlessBusy(() => onMerge(sides)),
  )
  useShortcut('n', t('shortcut.dismiss'), 'list', unlessBusy(onDismiss))
  useShortcut('x', t('shortcut.swap'), 'list', choose.swap)
  useShortcut('ArrowLeft', t('shortcut.left'), 'list', () => choose.side('kept'))
  useShortcut('ArrowRight', t('shortcut.right'), 'list', () => choose.side('other'))
  useShortcut('ArrowUp', t('shortcut.up'), 'list', () => choose.move(-1))
  useShortcut('ArrowDown', t('shortcut.down'), 'list', () => choose.move(1))
}

/** One pair to be decided on: both side by side, why they look alike, and what can be done. */
export const PairReview = (props: PairReviewProps) => {
  const { pair, busy, error, onMerge, onDismiss, onNext, onPrevious } = props
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const [sides, setSides] = useState<Sides>({ kept: pair.first, other: pair.second, choice: {} })
  const [active, setActive] = useState<MergeField>()
  const fields = shownFields(sides)
  const choose = (field: MergeField, side: 'kept' | 'other') => {
    setActive(field)
    setSides((now) => ({ ...now, choice: { ...now.choice, [field]: side } }))
  }
  const swap = () => setSides(swapped)
  useKeys(props, sides, {
    side: (side) => choose(active ?? fields[0] ?? 'name', side),
    move: (by) => {
      const at = active === undefined ? (by === 1 ? -1 : 0) : fields.indexOf(active)
      setActive(fields[(at + by + fields.length) % fields.length])
    },
    swap,
  })
  return (
    <Panel
      title={t('pair.chance', { percent: format.percent(chanceOf(pair.probability)) })}
      extra={
        <span className={styles['steps']}>
          <Button size="small" onClick={onPrevious} disabled={busy}>
            {t('before')}
          </Button>
          <Button size="small" onClick={onNext} disabled={busy}>
            {t('later')}
          </Button>
        </span>
      }
    >
      <PairTable sides={sides} active={active} onChoose={choose} onSwap={swap} />
      <h3 className={styles['why']}>{t('why')}</h3>
      <Reasons reasons={pair.reasons} />
      {error !== null && error !== undefined && <ProblemMessage error={error} />}
      <div className={styles['actions']}>
        <Button type="primary" loading={busy} onClick={() => onMerge(sides)}>
          {t('merge')}
        </Button>
        <Button disabled={busy} onClick={onDismiss}>
          {t('notSame')}
        </Button>
      </div>
      <p className={styles['keys']}>{t('keys')}</p>
    </Panel>
  )
}
