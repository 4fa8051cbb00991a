import type { CustomerImportSummary } from '@candor/api'
import { Tag } from 'antd'
import { customerImportsTexts } from './customer-imports-texts.ts'

const colours: Readonly<Record<CustomerImportSummary['state'], string>> = {
  uploaded: 'default',
  running: 'processing',
  pausing: 'warning',
  paused: 'warning',
  cancelling: 'warning',
  cancelled: 'warning',
  completed: 'success',
  failed: 'error',
  undoing: 'processing',
  undone: 'default',
}

/** The state of an import of customers in a word. */
export const CustomerImportTag = ({ state }: Pick<CustomerImportSummary, 'state'>) => {
  const t = customerImportsTexts.useTexts()
  return <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
}
