import { CheckCircleOutlined, SafetyCertificateOutlined, StopOutlined } from '@ant-design/icons'
import { journalPaths, type ConsentNotice, type ConsentStanding } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useFormat, useLanguage, VerifyButton } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { consentTexts } from './consent-texts.ts'
import { catalogueQuery, customerConsentsQuery, type Catalogue } from './queries.ts'
import styles from './consent.module.css'

type T = ReturnType<typeof consentTexts.useTexts>

const ledgerSentence = ({ ledger }: ConsentStanding, t: T, number: (value: number) => string): string => {
  if (ledger.state === 'confirmed') return t('customer.confirmed', { block: number(ledger.blockNumber ?? 0) })
  return ledger.state === 'pending' ? t('customer.pending') : t('customer.ledgerRefused', { why: ledger.refusal ?? '' })
}

/** What the line shows, to be compared with what was sealed. */
const shownOf = ({ entryId, state, number, noticeVersion }: ConsentStanding) =>
  noticeVersion === 0
    ? { id: entryId, kind: 'consent.observed' }
    : { id: entryId, kind: `consent.${state}`, fields: { number } }

/** The words of the version that was agreed to; of the newest where that one is not known. */
const noticeOf = (
  { purposes }: Catalogue,
  { purposeId, noticeVersion }: ConsentStanding,
): ConsentNotice | undefined => {
  const notices = purposes.find(({ id }) => id === purposeId)?.notices
  return notices?.find(({ version }) => version === noticeVersion) ?? notices?.[0]
}

const Standing = ({ standing, catalogue }: { readonly standing: ConsentStanding; readonly catalogue: Catalogue }) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const format = useFormat()
  const notice = noticeOf(catalogue, standing)
  const nameOf = (id: string): string =>
    catalogue.terms.find((term) => term.id === id)?.name[language] ?? t('customer.unknown')
  const { inForce, validUntil, noticeVersion } = standing
  return (
    <li className={styles['standing']}>
      {inForce ? (
        <CheckCircleOutlined aria-hidden className={styles['yes']} />
      ) : (
        <StopOutlined aria-hidden className={styles['no']} />
      )}
      <div className={styles['main']}>
        <p className={styles['what']}>
          {notice?.title[language] ?? t('customer.unknown')} · {nameOf(standing.recipientId)}{' '}
          <Tag color={inForce ? 'success' : 'default'}>
            {inForce ? t('customer.inForce') : t('customer.notInForce')}
          </Tag>
        </p>
        {inForce && (
          <p className={styles['quiet']}>
            {[...standing.categories, ...standing.channels].map(nameOf).join(language === 'zh' ? '、' : ', ')}
          </p>
        )}
        <p className={styles['meta']}>
          <span>{t(`customer.${standing.state}`)}</span>
          <Instant at={standing.decidedAt} />
          {validUntil !== null && <span>{t('customer.until', { date: format.date(validUntil) })}</span>}
          <span>
            {noticeVersion === 0 ? t('customer.fromLedger') : t('customer.noticeVersion', { version: noticeVersion })}
          </span>
          <span>{ledgerSentence(standing, t, (value) => format.number(value))}</span>
        </p>
      </div>
      <VerifyButton compact record={shownOf(standing)} receiptUrl={journalPaths.receipt(standing.entryId)} />
    </li>
  )
}

/** Where a customer stands with everything that was asked, read only. */
export const CustomerConsents = ({ customerId }: { readonly customerId: string }) => {
  const t = consentTexts.useTexts()
  const catalogue = useQuery(catalogueQuery)
  const consents = useQuery(customerConsentsQuery(customerId))
  if (catalogue.isPending || consents.isPending) return <SkeletonRows rows={4} height={56} />
  if (catalogue.isError) return <ProblemMessage error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  if (consents.isError) return <ProblemMessage error={consents.error} onRetry={() => void consents.refetch()} />
  if (consents.data.items.length === 0)
    return (
      <EmptyState icon={<SafetyCertificateOutlined />} title={t('customer.empty')}>
        {t('customer.emptyText')}
      </EmptyState>
    )
  return (
    <>
      <p className={styles['hint']}>{t('customer.readOnly')}</p>
      <ul aria-label={t('customer.title')}>
        {consents.data.items.map((standing) => (
          <Standing
            key={`${standing.purposeId}/${standing.recipientId}`}
            standing={standing}
            catalogue={catalogue.data}
          />
        ))}
      </ul>
    </>
  )
}
