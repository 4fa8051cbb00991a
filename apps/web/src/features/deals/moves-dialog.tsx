import type { DealPlace, DealSettings } from '@candor/api'
import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useBilingual } from '../../lib/own-fields.ts'
import { dealsTexts } from './deals-texts.ts'
import { stageOf } from './queries.ts'
import styles from './settings.module.css'

/** Deals that have to leave a stage. */
export type Waiting = DealPlace & { readonly count: number }
/** Where they go. */
export type Moves = readonly { readonly from: DealPlace; readonly to: DealPlace }[]

interface MovesDialogProps {
  readonly settings: DealSettings
  readonly waiting: readonly Waiting[]
  readonly onMove: (moves: Moves) => void
  readonly onClose: () => void
}

const idOf = ({ pipeline, stage }: DealPlace): string => `${pipeline}/${stage}`

/** Asks where the deals of archived stages go. */
export const MovesDialog = ({ settings, waiting, onMove, onClose }: MovesDialogProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const places = settings.pipelines
    .filter(({ archived }) => !archived)
    .flatMap((pipeline) =>
      pipeline.stages
        .filter(({ archived }) => !archived)
        .map((stage) => ({
          pipeline: pipeline.key,
          stage: stage.key,
          label: `${say(pipeline.name)} · ${say(stage.name)}`,
        })),
    )
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const targetOf = (place: DealPlace) =>
    places.find((one) => idOf(one) === chosen[idOf(place)]) ??
    places.find(({ pipeline }) => pipeline === place.pipeline) ??
    places[0]!
  return (
    <Modal
      open
      title={t('settings.moveTitle')}
      okText={t('settings.move')}
      onOk={() =>
        onMove(
          waiting.map(({ pipeline, stage, ...rest }) => {
            const to = targetOf({ pipeline, stage, ...rest })
            return { from: { pipeline, stage }, to: { pipeline: to.pipeline, stage: to.stage } }
          }),
        )
      }
      onCancel={onClose}
    >
      <p>{t('settings.moveText')}</p>
      {waiting.map((place) => {
        const stage = stageOf(settings, place)
        const label = t('settings.moveFrom', { stage: stage ? say(stage.name) : place.stage, count: place.count })
        return (
          <div key={idOf(place)} className={styles['move']}>
            <span>{label}</span>
            <Select
              aria-label={label}
              value={idOf(targetOf(place))}
              options={places.map((one) => ({ value: idOf(one), label: one.label }))}
              onChange={(id: string) => setChosen({ ...chosen, [idOf(place)]: id })}
            />
          </div>
        )
      })}
    </Modal>
  )
}
