import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ProblemMessage } from '../problem/problem-message.tsx'
import { useStored } from '../lib/stored.ts'
import { runVerification } from './run-verification.ts'
import { storedJournalKeys, storedRpcUrl } from './rpc.ts'
import { verifyKey } from './verify-button.tsx'
import { VerifyDetails } from './verify-details.tsx'
import type { ShownRecord, VerifyReport } from './verify-types.ts'
import { verifyTexts } from './verify-texts.ts'
import { VerifyVerdict } from './verify-verdict.tsx'
import styles from './verify.module.css'

interface VerifyPanelProps {
  readonly record: ShownRecord
  readonly receiptUrl: string
}

const patience = 20

const saveReceipt = (report: VerifyReport, id: string): void => {
  const url = URL.createObjectURL(new Blob([report.receipt], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${id}.tlog-proof`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** Runs the checks as it opens and shows what came out. */
export const VerifyPanel = ({ record, receiptUrl }: VerifyPanelProps) => {
  const t = verifyTexts.useTexts()
  const [rpcUrl, setRpcUrl] = useStored(storedRpcUrl)
  const [keys, setKeys] = useStored(storedJournalKeys)
  const query = useQuery<VerifyReport>({
    queryKey: verifyKey(receiptUrl),
    queryFn: ({ signal }) => runVerification({ record, receiptUrl, rpcUrl, keys, setKeys, signal }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.outcome.verdict === 'early' && state.dataUpdateCount < patience ? 2000 : false,
  })
  const report = query.data
  const attempts = useQueryClient().getQueryState(verifyKey(receiptUrl))?.dataUpdateCount ?? 0
  const again = () => void query.refetch()

  if (query.isError && !query.isFetching)
    return (
      <div className={styles['panel']}>
        <p className={styles['damaged']}>{t('damaged')}</p>
        <ProblemMessage error={query.error} onRetry={again} />
      </div>
    )
  return (
    <div className={styles['panel']} aria-live="polite" aria-busy={query.isFetching}>
      {report ? (
        <VerifyVerdict report={report} waiting={attempts < patience} />
      ) : (
        <p className={styles['checking']}>
          <span className={styles['spinner']} aria-hidden />
          {t('checking')}
        </p>
      )}
      {report && (
        <>
          <div className={styles['actions']}>
            <Button
              icon={<DownloadOutlined />}
              disabled={report.receipt === ''}
              onClick={() => saveReceipt(report, record.id)}
            >
              {t('download')}
            </Button>
            <Button icon={<ReloadOutlined />} onClick={again} loading={query.isFetching}>
              {t('again')}
            </Button>
          </div>
          <VerifyDetails
            report={report}
            rpcUrl={rpcUrl}
            onRpcUrl={(url) => {
              setRpcUrl(url)
              setTimeout(again)
            }}
          />
        </>
      )}
    </div>
  )
}
