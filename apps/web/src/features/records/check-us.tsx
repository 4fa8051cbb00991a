import { CopyButton, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useSession } from '../../lib/session.ts'
import { overviewQuery, sourceQuery } from './queries.ts'
import { recordsTexts } from './records-texts.ts'
import styles from './records.module.css'

const Value = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className={styles['value']}>
    <dt>{name}</dt>
    <dd>
      <code>{value}</code>
      <CopyButton text={value} />
    </dd>
  </div>
)

const Network = () => {
  const t = recordsTexts.useTexts()
  const { data } = useQuery(overviewQuery)
  if (!data) return null
  return (
    <>
      <h3>{t('check.contracts')}</h3>
      <dl>
        {data.contracts.map((contract) => (
          <Value
            key={contract.address}
            name={`${contract.name} (${contract.implementation ? t('check.upgradeable') : t('check.fixed')})`}
            value={contract.address}
          />
        ))}
      </dl>
      <h3>{t('check.members')}</h3>
      <ul className={styles['members']}>
        {data.members.map((member) => (
          <li key={member.number}>
            {member.name}
            <Tag color={member.state === 'active' ? 'success' : 'default'}>
              {t(`check.memberState.${member.state}`)}
            </Tag>
            {member.own && <Tag>{t('check.own')}</Tag>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** How an outsider checks this company without trusting it: receipt, command line, any Ethereum tool. */
export const CheckUs = () => {
  const t = recordsTexts.useTexts()
  const session = useSession()
  const source = useQuery(sourceQuery(session.organisation.id))
  const rpc = `${globalThis.location.origin}/rpc`
  if (source.isPending) return <SkeletonRows rows={6} />
  if (source.isError) return <ProblemMessage error={source.error} onRetry={() => void source.refetch()} />
  const { contract, journalKey, log, origin } = source.data
  const command = `npm exec candor -- verify receipt.tlog-proof --rpc ${rpc}`
  return (
    <div className={styles['check']}>
      <h3>{t('check.title')}</h3>
      <ol className={styles['checkSteps']}>
        <li>
          <strong>{t('check.one')}</strong>
          <p>{t('check.oneText')}</p>
        </li>
        <li>
          <strong>{t('check.two')}</strong>
          <p>{t('check.twoText')}</p>
          <div className={styles['command']}>
            <code>{command}</code>
            <CopyButton text={command} />
          </div>
        </li>
        <li>
          <strong>{t('check.three')}</strong>
          <p>{t('check.threeText')}</p>
          <dl>
            <Value name={t('check.rpc')} value={rpc} />
            <Value name={t('check.contract')} value={contract} />
            <Value name={t('check.log')} value={log} />
          </dl>
        </li>
      </ol>
      <h3>{t('check.key')}</h3>
      <p className={styles['quiet']}>{t('check.keyText')}</p>
      <dl>
        <Value name={t('check.origin')} value={origin} />
        <Value name={t('check.key')} value={journalKey} />
      </dl>
      <Network />
    </div>
  )
}
