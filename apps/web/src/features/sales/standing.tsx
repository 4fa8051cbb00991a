import type { SalesStanding } from '@candor/api'
import { Tag } from 'antd'
import { salesTexts } from './sales-texts.ts'

const colours: Readonly<Partial<Record<SalesStanding, string>>> = {
  sent: 'processing',
  open: 'processing',
  accepted: 'success',
  paid: 'success',
  declined: 'error',
  overdue: 'error',
  expired: 'warning',
}

/** How a document stands, in a word. */
export const Standing = ({ standing }: { readonly standing: SalesStanding }) => {
  const t = salesTexts.useTexts()
  return <Tag color={colours[standing] ?? 'default'}>{t(`standing.${standing}`)}</Tag>
}
