import { AuditOutlined, WarningOutlined } from '@ant-design/icons'
import type { AskedWitness, SplitViewFound, WatchedLog } from '@candor/api'
import { CopyButton, Instant, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Alert, Tag } from 'antd'
import { witnessesQuery } from './queries.ts'
import { recordsTexts } from './records-texts.ts'
import styles from './records.module.css'

const colours = {
  new: 'default',
  cosigned: 'success',
  unreachable: 'warning',
  unknown: 'warning',
  refused: 'error',
  ahead: 'error',
} as const satisfies Record<AskedWitness['state'], string>

const Asked = ({ witness }: { readonly witness: AskedWitness }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  return (
    <li className={styles['item']}>
      <span className={styles['icon']} data-done={witness.state === 'cosigned'} aria-hidden>
        <AuditOutlined />
      </span>
      <div className={styles['text']}>
        <p className={styles['title']}>{witness.name}</p>
        <p className={styles['meta']}>
          <span>{witness.host}</span>
          {witness.cosignedAt !== null && (
            <>
              <span>{t('witness.signed', { count: witness.size, shown: format.number(witness.size) })}</span>
              <Instant at={witness.cosignedAt} style="relative" />
            </>
          )}
        </p>
        {witness.problem !== null && <p className={styles['refusal']}>{witness.problem}</p>}
      </div>
      <Tag color={colours[witness.state]}>{t(`witness.state.${witness.state}`)}</Tag>
    </li>
  )
}

const Watched = ({ log }: { readonly log: WatchedLog }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  return (
    <li className={styles['item']}>
      <div className={styles['text']}>
        <p className={styles['title']}>{log.origin}</p>
        <p className={styles['meta']}>
          {log.size === null || log.cosignedAt === null ? (
            <span>{t('witness.notYet')}</span>
          ) : (
            <>
              <span>{t('witness.signed', { count: log.size, shown: format.number(log.size) })}</span>
              <Instant at={log.cosignedAt} style="relative" />
            </>
          )}
        </p>
      </div>
    </li>
  )
}

const Evidence = ({ found }: { readonly found: SplitViewFound }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const { id: _, foundAt, knownSize, shownSize, ...evidence } = found
  const text = JSON.stringify(evidence, undefined, 2)
  const sizes = { known: format.number(knownSize), shown: format.number(shownSize) }
  return (
    <li className={styles['item']}>
      <span className={styles['icon']} aria-hidden>
        <WarningOutlined />
      </span>
      <div className={styles['text']}>
        <p className={styles['title']}>{found.origin}</p>
        <p className={styles['meta']}>
          <span>{found.proven ? t('witness.proven', sizes) : t('witness.suspected', sizes)}</span>
          <Instant at={foundAt} />
        </p>
        <details className={styles['more']}>
          <summary>{t('witness.evidence')}</summary>
          <pre>{text}</pre>
          <CopyButton text={text} />
        </details>
      </div>
    </li>
  )
}

/** Who else signs our seals, whose seals we sign, and what we saw of journals with two histories. */
export const Witnesses = () => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const query = useQuery(witnessesQuery)
  if (query.isPending) return <SkeletonRows rows={4} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { quorum, witnessedSize, witnesses, own, splitViews } = query.data
  const convicted = splitViews.some(({ proven }) => proven)
  return (
    <div className={styles['check']}>
      {convicted && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('witness.twoHistories')}
          description={t('witness.twoHistoriesText')}
        />
      )}
      <p className={styles['note']}>{t('witness.lead')}</p>
      <h3>{t('witness.asked')}</h3>
      <p className={styles['quiet']}>
        {witnesses.length === 0
          ? t('witness.noneAsked')
          : quorum === null
            ? t('witness.noQuorum')
            : t('witness.quorum', { quorum, shown: format.number(witnessedSize) })}
      </p>
      <ul>
        {witnesses.map((witness) => (
          <Asked key={witness.key} witness={witness} />
        ))}
      </ul>
      <h3>{t('witness.watched')}</h3>
      {own === null ? (
        <p className={styles['quiet']}>{t('witness.noneWatched')}</p>
      ) : (
        <>
          <p className={styles['quiet']}>{t('witness.ownKey')}</p>
          <div className={styles['command']}>
            <code>{own.key}</code>
            <CopyButton text={own.key} />
          </div>
          <ul>
            {own.logs.map((log) => (
              <Watched key={log.origin} log={log} />
            ))}
          </ul>
        </>
      )}
      {splitViews.length > 0 && (
        <>
          <h3>{t('witness.found')}</h3>
          <ul>
            {splitViews.map((found) => (
              <Evidence key={found.id} found={found} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
