import { Modal } from 'antd'
import type { ShownRecord } from './verify-types.ts'
import { VerifyPanel } from './verify-panel.tsx'
import { uiTexts } from '../ui-texts.ts'
import { verifyTexts } from './verify-texts.ts'

interface VerifyDialogProps {
  readonly open: boolean
  readonly record: ShownRecord
  readonly receiptUrl: string
  readonly onClose: () => void
}

/** The panel with its verdict, over the page. */
export const VerifyDialog = ({ open, record, receiptUrl, onClose }: VerifyDialogProps) => {
  const t = verifyTexts.useTexts()
  const ui = uiTexts.useTexts()
  return (
    <Modal
      open={open}
      title={t('title')}
      footer={null}
      width={560}
      destroyOnHidden
      closable={{ 'aria-label': ui('action.close') }}
      onCancel={onClose}
      styles={{ body: { paddingTop: 8 } }}
    >
      <VerifyPanel record={record} receiptUrl={receiptUrl} />
    </Modal>
  )
}
