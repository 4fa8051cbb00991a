import { CheckCircleFilled, CloseCircleFilled, SafetyOutlined } from '@ant-design/icons'
import { useQueryClient, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { ShownRecord, VerifyReport } from './verify-types.ts'
import { verifyTexts } from './verify-texts.ts'
import styles from './verify.module.css'

// The dialog brings the checks, their cryptography and the ledger client: nobody who does not verify should load them.
const VerifyDialog = lazy(async () => ({ default: (await import('./verify-dialog.tsx')).VerifyDialog }))

interface VerifyButtonProps {
  /** What the screen shows of the record; compared with the receipt. */
  readonly record: ShownRecord
  /** Where the receipt is fetched, as text. */
  readonly receiptUrl: string
  /** Only the icon, for tight rows. */
  readonly compact?: boolean
}

/** The reader's last result for a record, kept while the page is open. */
export const verifyKey = (receiptUrl: string) => ['verify', receiptUrl] as const

/**
 * "Verify": fetches the receipt, checks it in this browser against the shared ledger, and says in plain words what came out,
 * with the steps and the evidence behind it.
 */
export const VerifyButton = ({ record, receiptUrl, compact = false }: VerifyButtonProps) => {
  const t = verifyTexts.useTexts()
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const { data } = useQuery<VerifyReport>({
    queryKey: verifyKey(receiptUrl),
    queryFn: () => Promise.reject(new Error('Filled by the panel alone.')),
    enabled: false,
  })
  const verdict = data?.outcome.verdict
  const label = verdict === 'verified' ? t('buttonDone') : verdict === 'failed' ? t('buttonFailed') : t('button')
  const icon =
    verdict === 'verified' ? (
      <CheckCircleFilled aria-hidden className={styles['good']} />
    ) : verdict === 'failed' ? (
      <CloseCircleFilled aria-hidden className={styles['bad']} />
    ) : (
      <SafetyOutlined aria-hidden />
    )
  return (
    <>
      <Button
        size="small"
        type={compact ? 'text' : 'default'}
        icon={icon}
        aria-label={compact ? label : undefined}
        title={compact ? label : undefined}
        onClick={(event) => {
          event.stopPropagation()
          void client.cancelQueries({ queryKey: verifyKey(receiptUrl) })
          setAsked(true)
          setOpen(true)
        }}
      >
        {compact ? null : label}
      </Button>
      {asked && (
        <Suspense fallback={null}>
          <VerifyDialog open={open} record={record} receiptUrl={receiptUrl} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
