import { MailOutlined } from '@ant-design/icons'
import { ApiError, identityRoutes, type RouteOutput } from '@candor/api'
import { CopyButton, EmptyState, Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Alert, Tag } from 'antd'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { mailboxTexts } from './mailbox-texts.ts'
import styles from './mailbox.module.css'

type Mail = RouteOutput<typeof identityRoutes.mailbox>['items'][number]

/** The six digits people come here for. */
const codeOf = (text: string): string | undefined => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]

const Message = ({ mail }: { readonly mail: Mail }) => {
  const t = mailboxTexts.useTexts()
  const code = codeOf(mail.text)
  return (
    <li className={styles['mail']}>
      <div className={styles['head']}>
        <strong>{mail.subject}</strong>
        <Tag>{t(`state.${mail.state}`)}</Tag>
      </div>
      <p className={styles['meta']}>
        <span>{t('to', { address: mail.to })}</span>
        <Instant at={mail.createdAt} style="relative" />
      </p>
      <p className={styles['text']}>{mail.text}</p>
      {code && (
        <div className={styles['code']}>
          {code}
          <CopyButton text={code} label={t('code', { code })} />
        </div>
      )}
    </li>
  )
}

/** Outgoing mail while no mail server is set up: where customers' sign-in codes are found. */
export const MailboxPage = () => {
  const t = mailboxTexts.useTexts()
  const query = useQuery({
    queryKey: ['mailbox'],
    queryFn: ({ signal }) => call(identityRoutes.mailbox, {}, { signal }),
    refetchInterval: 3000,
  })
  const forbidden = query.error instanceof ApiError && [401, 403].includes(query.error.problem.status)
  return (
    <Page narrow title={t('title')} subtitle={query.data?.leaves ? t('leadSent') : t('lead')}>
      {query.data?.open && <Alert type="info" showIcon title={t('open')} />}
      {query.isError &&
        (forbidden ? (
          <Alert type="warning" showIcon title={t('closed')} />
        ) : (
          <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
        ))}
      {!query.isError && (
        <Panel flush>
          {query.isPending && <SkeletonRows rows={4} height={72} />}
          {query.data?.items.length === 0 && (
            <EmptyState icon={<MailOutlined />} title={t('emptyTitle')}>
              {t('emptyText')}
            </EmptyState>
          )}
          <ul>
            {query.data?.items.map((mail) => (
              <Message key={mail.id} mail={mail} />
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  )
}
