import { BarcodeOutlined } from '@ant-design/icons'
import { rewardRoutes, type TillVoucher } from '@candor/api'
import { EmptyState, Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useId, useRef, useState, type FormEvent } from 'react'
import { Page } from '../../../components/page.tsx'
import { call } from '../../../lib/api.ts'
import { ShownVoucher } from './shown-voucher.tsx'
import { tillTexts } from './till-texts.ts'
import styles from './till.module.css'

/** Whether the ledger still has to say something about the last step. */
const isWaiting = (voucher: TillVoucher | undefined): boolean => voucher !== undefined && !voucher.confirmed

/** One field, one voucher, one button: for a phone or a till's screen. */
export const TillPage = () => {
  const t = tillTexts.useTexts()
  const id = useId()
  const input = useRef<InputRef>(null)
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState('')
  const [used, setUsed] = useState(false)
  const found = useQuery({
    queryKey: ['till', code],
    queryFn: ({ signal }) => call(rewardRoutes.find, { body: { code } }, { signal }),
    enabled: code !== '',
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (isWaiting(state.data) ? 700 : false),
  })
  const voucher = code === '' ? undefined : found.data
  const use = useMutation({
    mutationFn: async (given: TillVoucher) =>
      call(rewardRoutes.use, { params: { id: given.id }, body: {} }, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => setUsed(true),
    onSettled: async () => found.refetch(),
  })
  const look = (event: FormEvent) => {
    event.preventDefault()
    use.reset()
    setUsed(false)
    if (typed.trim() === code) void found.refetch()
    setCode(typed.trim())
  }
  const next = () => {
    use.reset()
    setUsed(false)
    setTyped('')
    setCode('')
    input.current?.focus()
  }
  const problem = use.error ?? (code === '' ? null : found.error)
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <Panel>
        <form className={styles['form']} onSubmit={look}>
          <label htmlFor={id}>{t('code')}</label>
          <Input
            ref={input}
            id={id}
            autoFocus
            size="large"
            className={styles['code'] ?? ''}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            aria-describedby={`${id}-help`}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p id={`${id}-help`} className={styles['quiet']}>
            {t('codeHelp')}
          </p>
          <Button
            type={voucher ? 'default' : 'primary'}
            size="large"
            htmlType="submit"
            disabled={typed.trim() === ''}
            loading={code !== '' && found.isPending}
          >
            {t('look')}
          </Button>
        </form>
      </Panel>
      {problem && <ProblemMessage error={problem} />}
      <div aria-live="polite">
        {voucher && (
          <ShownVoucher
            voucher={voucher}
            usedHere={used}
            busy={use.isPending}
            onUse={() => use.mutate(voucher)}
            onNext={next}
          />
        )}
      </div>
      {code === '' && (
        <EmptyState icon={<BarcodeOutlined />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
    </Page>
  )
}
