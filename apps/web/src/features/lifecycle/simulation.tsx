import type { LifecycleMove, LifecycleSimulation, LifecycleStage } from '@candor/api'
import { useFormat } from '@candor/ui'
import { lifecycleTexts } from './lifecycle-texts.ts'
import styles from './lifecycle.module.css'

interface MovesProps {
  readonly title: string
  readonly moves: readonly LifecycleMove[]
  readonly nameOf: (name: string) => string
}

const Moves = ({ title, moves, nameOf }: MovesProps) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  if (moves.length === 0) return null
  return (
    <div>
      <strong>{title}</strong>
      <ul className={styles['moves']}>
        {moves.slice(0, 12).map(({ from, to, customers }) => (
          <li key={`${from} ${to}`}>
            {from === null ? t('form.new') : nameOf(from)} → {nameOf(to)}: {format.number(customers)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What other rules would change. */
export const Simulation = ({ result }: { readonly result: LifecycleSimulation }) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const { changing, customers, stages, classes } = result
  return (
    <div className={`${styles['notice']} ${styles['stack']}`} role="status">
      <p>
        {changing === 0
          ? t('form.nothing')
          : t('form.result', { changing: format.number(changing), customers: format.number(customers) })}
      </p>
      <Moves title={t('form.moves')} moves={stages} nameOf={(name) => t(`stage.${name as LifecycleStage}`)} />
      <Moves
        title={t('form.classMoves')}
        moves={classes}
        nameOf={(name) => (name === '' ? t('noClass') : t('class', { name }))}
      />
    </div>
  )
}
