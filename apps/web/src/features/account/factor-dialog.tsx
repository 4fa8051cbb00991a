import { accountRoutes } from '@candor/api'
import { CopyButton, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { accountTexts } from './account-texts.ts'
import { accountKey } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import styles from './account.module.css'

/** What is to be done with the second factor. */
export type FactorTask = 'start' | 'remove' | 'renew'

interface Begun {
  readonly secret: string
  readonly uri: string
}

/** Groups of four are easier to copy by hand. */
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

const Secret = ({ uri, secret }: Begun) => {
  const t = accountTexts.useTexts()
  return (
    <div className={styles['step']}>
      <p>{t('factor.scan')}</p>
      <div className={styles['picture']}>
        <QRCode
          type="svg"
          value={uri}
          size={176}
          color="#000"
          bgColor="#fff"
          bordered={false}
          aria-label={t('factor.picture')}
        />
      </div>
      <p>{t('factor.type')}</p>
      <p className={styles['secret']}>
        <code>{grouped(secret)}</code>
        <CopyButton text={secret} />
      </p>
    </div>
  )
}

interface FactorDialogProps {
  readonly task: FactorTask
  readonly onClose: () => void
}

/** Asks for the password; then switches off, shows new recovery codes, or goes on to the app’s first code. */
export const FactorDialog = ({ task, onClose }: FactorDialogProps) => {
  const t = accountTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<{ password: string; code: string }>()
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<readonly string[]>()
  const refresh = () => client.invalidateQueries({ queryKey: accountKey })
  const ask = useMutation({
    mutationFn: async (password: string) => {
      const body = { password }
      if (task === 'start') setBegun(await call(accountRoutes.beginSecondFactor, { body }))
      else if (task === 'renew') setCodes((await call(accountRoutes.renewRecoveryCodes, { body })).recoveryCodes)
      else {
        await call(accountRoutes.removeSecondFactor, { body })
        void message.success(t('factor.removed'))
        onClose()
      }
    },
    onSuccess: refresh,
  })
  const confirm = useMutation({
    mutationFn: (code: string) => call(accountRoutes.confirmSecondFactor, { body: { code: code.replaceAll(' ', '') } }),
    onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
    onSettled: refresh,
  })
  const error = begun ? confirm.error : ask.error
  const needed = { required: true, message: t('factor.needed') }
  const okText = codes
    ? t('factor.kept')
    : begun
      ? t('factor.switchOn')
      : t(`factor.${task === 'start' ? 'proceed' : task}`)
  return (
    <Modal
      open
      title={codes ? t('factor.codesTitle') : t(`factor.confirmTitle.${task}`)}
      okText={okText}
      confirmLoading={ask.isPending || confirm.isPending}
      {...(codes && { cancelButtonProps: { style: { display: 'none' } } })}
      maskClosable={false}
      onOk={() => (codes ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ password, code }) => (begun ? confirm.mutate(code) : ask.mutate(password))}
        >
          {begun && <Secret {...begun} />}
          {begun ? (
            <Form.Item
              key="code"
              name="code"
              label={t('factor.code')}
              validateTrigger="onSubmit"
              rules={[needed, { pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: t('factor.codeBad') }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={9} />
            </Form.Item>
          ) : (
            <Form.Item key="password" name="password" label={t('factor.yourPassword')} rules={[needed]}>
              <Input.Password autoComplete="current-password" autoFocus />
            </Form.Item>
          )}
          {error && <ProblemMessage error={error} />}
        </Form>
      )}
    </Modal>
  )
}
