import { rewardRoutes } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../../lib/api.ts'
import { useTell } from '../../../lib/use-tell.tsx'
import { useRefreshRewards } from './queries.ts'
import { rewardsTexts } from './rewards-texts.ts'

interface CancelVoucherProps {
  readonly voucherId: string
  /** Whose it is. */
  readonly name: string
  readonly onClose: () => void
}

/** Cancels a voucher with a reason. Points that went back cannot be taken again, so it asks. */
export const CancelVoucher = ({ voucherId, name, onClose }: CancelVoucherProps) => {
  const t = rewardsTexts.useTexts()
  const id = useId()
  const { tell } = useTell()
  const refresh = useRefreshRewards()
  const [reason, setReason] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const cancel = useMutation({
    mutationFn: async () =>
      call(rewardRoutes.cancel, { params: { id: voucherId }, body: { reason: reason.trim() } }, { idempotencyKey }),
    onSuccess: () => {
      tell(t('vouchers.cancelled'))
      onClose()
    },
    onSettled: refresh,
  })
  const isShort = reason.trim().length < 3
  return (
    <Modal
      open
      title={t('vouchers.cancelTitle', { name })}
      okText={t('vouchers.cancel')}
      cancelText={t('vouchers.keep')}
      okButtonProps={{ danger: true, disabled: isShort }}
      confirmLoading={cancel.isPending}
      onOk={() => cancel.mutate()}
      onCancel={onClose}
    >
      <p>{t('vouchers.cancelText')}</p>
      <label htmlFor={id}>{t('vouchers.reason')}</label>
      <Input
        id={id}
        autoFocus
        maxLength={500}
        value={reason}
        placeholder={t('vouchers.reasonNeeded')}
        onChange={(event) => setReason(event.target.value)}
      />
      {cancel.error && <ProblemMessage error={cancel.error} />}
    </Modal>
  )
}
