import type { ImportSummary } from '@candor/api'
import { Tag } from 'antd'
import { importsTexts } from './imports-texts.ts'

const colours = {
  uploaded: 'default',
  running: 'processing',
  cancelling: 'warning',
  cancelled: 'warning',
  completed: 'success',
  failed: 'error',
} as const satisfies Record<ImportSummary['state'], string>

/** The state of an import in a word. */
export const ImportStateTag = ({ state }: Pick<ImportSummary, 'state'>) => {
  const t = importsTexts.useTexts()
  return <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
}
