import { FilePdfOutlined, LeftOutlined } from '@ant-design/icons'
import { salesPaths, salesRoutes, type SalesDocument } from '@candor/api'
import { CopyButton, Instant, Panel } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { EntryTimeline, untilSealed } from '../../components/entry-timeline.tsx'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'
import { useMay } from '../../lib/rights.ts'
import { DecisionDialog } from './decision-dialog.tsx'
import { DocumentView, Payments } from './document-view.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { changesOf, draftOf, isWhole, type Draft } from './draft.ts'
import { pageOf } from './link.ts'
import { MoneyDialog, type MoneyStep } from './money-dialog.tsx'
import { salesDocumentQuery, salesHistoryQuery, salesKey } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import { Standing } from './standing.tsx'
import { useSalesWork, type SalesWork } from './use-sales-work.ts'
import styles from './sales.module.css'

type Dialog = MoneyStep | 'accept' | 'decline'

interface ActionsProps {
  readonly document: SalesDocument
  readonly work: SalesWork
  /** What is typed and not saved. */
  readonly draft: Draft | undefined
  readonly onDialog: (dialog: Dialog) => void
}

/** What can be done next. */
const Actions = ({ document, work, draft, onDialog }: ActionsProps) => {
  const t = salesTexts.useTexts()
  const [mayWrite, mayApprove] = [useMay('sales.write'), useMay('sales.approve')]
  const { id, kind, state, standing, open, needsApproval, currency, rounding, lines } = document
  const changes = draft && changesOf(draft, currency)
  const isReady = draft === undefined ? lines.length > 0 : draft.lines.length > 0 && isWhole(draft, currency, rounding)
  const button = (label: string, onClick: () => void, primary = false, disabled = false) => (
    <Button key={label} type={primary ? 'primary' : 'default'} disabled={disabled || work.busy} onClick={onClick}>
      {label}
    </Button>
  )
  const main = kind === 'quote' ? 'send' : 'issue'
  const isBlocked = needsApproval && draft === undefined
  return (
    <>
      {mayWrite && state === 'draft' && (
        <>
          {button(t(`action.${main}`), () => work.step(main, changes), true, !isReady || isBlocked)}
          {button(t('action.discardDraft'), () => work.step('withdraw'))}
        </>
      )}
      {mayApprove && isBlocked && button(t('action.approve'), () => work.step('approve'), true)}
      {mayWrite && state === 'sent' && (
        <>
          {standing === 'sent' && button(t('action.accept'), () => onDialog('accept'))}
          {standing === 'sent' && button(t('action.decline'), () => onDialog('decline'))}
          {button(t('action.reopen'), () => work.step('reopen'))}
          {button(t('action.withdraw'), () => work.step('withdraw'))}
        </>
      )}
      {mayWrite && kind === 'quote' && state === 'accepted' && button(t('action.invoice'), work.invoice, true)}
      {mayWrite && kind === 'invoice' && state === 'issued' && (
        <>
          {BigInt(open) > 0n && button(t('action.pay'), () => onDialog('payment'), true)}
          {BigInt(document.paid) > BigInt(document.refunded) && button(t('action.refund'), () => onDialog('refund'))}
          {BigInt(document.sums.total) > BigInt(document.credited) &&
            button(t('action.credit'), () => onDialog('credit'))}
        </>
      )}
      <Button icon={<FilePdfOutlined />} href={salesPaths.pdf(id)}>
        {t('action.pdf')}
      </Button>
    </>
  )
}

/** The address where the customer reads and decides. */
const CustomerLink = ({ document: { id } }: { readonly document: SalesDocument }) => {
  const t = salesTexts.useTexts()
  const { data } = useQuery({
    queryKey: [...salesKey, 'link', id],
    queryFn: ({ signal }) => call(salesRoutes.link, { params: { id } }, { signal }),
    staleTime: Infinity,
  })
  if (!data) return null
  return (
    <p className={styles['link']}>
      <span>{t('said.link')}</span>
      <a href={data.url}>{data.url}</a>
      <CopyButton text={data.url} label={t('action.copyLink')} />
    </p>
  )
}

/** How a document came to be as it is. */
const Facts = ({ document }: { readonly document: SalesDocument }) => {
  const t = salesTexts.useTexts()
  const { decision, needsApproval, approvedByName, source, kind, customer, company, deal, hash } = document
  return (
    <>
      {needsApproval && <p className={styles['notice']}>{t('page.needsApproval')}</p>}
      <p className={styles['facts']}>
        {customer && (
          <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
            {customer.name ?? t('create.customer')}
          </Link>
        )}
        {company && (
          <Link to="/companies/$companyId" params={{ companyId: company.id }}>
            {company.name ?? t('create.company')}
          </Link>
        )}
        {deal && (
          <Link to="/deals/$dealId" params={{ dealId: deal }}>
            {document.title}
          </Link>
        )}
        {source && kind !== 'quote' && (
          <Link {...pageOf(kind === 'invoice' ? 'quote' : 'invoice', source)}>
            {t(kind === 'invoice' ? 'page.of.quote' : 'page.of.invoice')}
          </Link>
        )}
        {approvedByName && <span>{t('page.approved', { name: approvedByName })}</span>}
      </p>
      {decision && (
        <p className={styles['facts']}>
          <strong>{decision.name}</strong>
          <Instant at={decision.at} />
          <span>{t(`page.by.${decision.by}`)}</span>
          {decision.reason && <span>{t('page.reason', { reason: decision.reason })}</span>}
          <code className={styles['hash']} title={t('page.hash')}>
            {hash}
          </code>
        </p>
      )}
    </>
  )
}

const useHistory = (id: string) => useInfiniteQuery({ ...salesHistoryQuery(id), refetchInterval: untilSealed })

const History = ({ id }: { readonly id: string }) => {
  const t = salesTexts.useTexts()
  return (
    <Panel title={t('page.history')} flush>
      <EntryTimeline useEntries={() => useHistory(id)} />
    </Panel>
  )
}

const Loaded = ({ document }: { readonly document: SalesDocument }) => {
  const t = salesTexts.useTexts()
  const work = useSalesWork(document)
  const mayWrite = useMay('sales.write')
  const [edited, setEdited] = useState<{ readonly version: number; readonly draft: Draft }>()
  const [dialog, setDialog] = useState<Dialog>()
  const { kind, number, edition, currency, rounding, state } = document
  // What was typed is on top of the version it was typed on; once that is saved it is gone.
  const draft = edited?.version === document.version ? edited.draft : undefined
  const isEditing = state === 'draft' && mayWrite
  const shown = draft ?? draftOf(document)
  const save = () => draft && isWhole(draft, currency, rounding) && work.save(changesOf(draft, currency))
  return (
    <Page
      title={`${t(`kind.${kind}`)} ${number ?? ''}`.trim()}
      subtitle={
        <span className={styles['subtitle']}>
          <Link to={kind === 'quote' ? '/quotes' : '/invoices'}>
            <LeftOutlined aria-hidden /> {t(`page.back.${kind}`)}
          </Link>
          <Standing standing={document.standing} />
          {edition > 1 && <span>{t('page.edition', { edition })}</span>}
          <span>{document.title}</span>
        </span>
      }
      actions={<Actions document={document} work={work} draft={draft} onDialog={setDialog} />}
    >
      <Facts document={document} />
      {kind === 'quote' && mayWrite && number !== null && state !== 'draft' && state !== 'withdrawn' && (
        <CustomerLink document={document} />
      )}
      <div className={styles['wide']}>
        {isEditing ? (
          <form
            className={styles['stack']}
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
            }}
          >
            <DraftEditor
              document={document}
              draft={shown}
              onChange={(part) => setEdited({ version: document.version, draft: { ...shown, ...part } })}
            />
            <div className={styles['row']}>
              <Button
                type="primary"
                htmlType="submit"
                loading={work.busy}
                disabled={!draft || !isWhole(draft, currency, rounding)}
              >
                {t('action.save')}
              </Button>
              <Button disabled={!draft} onClick={() => setEdited(undefined)}>
                {t('action.discard')}
              </Button>
              {draft && <span className={styles['quiet']}>{t('page.unsaved')}</span>}
            </div>
          </form>
        ) : (
          <DocumentView document={document} />
        )}
        <div className={styles['stack']}>
          {kind === 'invoice' && state === 'issued' && <Payments document={document} />}
          <History id={document.id} />
        </div>
      </div>
      {dialog === 'accept' || dialog === 'decline' ? (
        <DecisionDialog document={document} accepted={dialog === 'accept'} onClose={() => setDialog(undefined)} />
      ) : (
        dialog && <MoneyDialog document={document} step={dialog} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  )
}

/** One quote, invoice or credit note on one screen. */
export const DocumentPage = ({ documentId }: { readonly documentId: string }) => {
  const t = salesTexts.useTexts()
  const query = useQuery(salesDocumentQuery(documentId))
  useLive('sales', (data) => {
    if ((Object(data) as { id?: unknown }).id === documentId) void query.refetch()
  })
  const back = <Link to="/quotes">{t('quotes.title')}</Link>
  return (
    <RecordPage query={query} back={back} missing={{ title: t('page.notFound'), text: t('page.notFoundText') }}>
      {(document) => <Loaded document={document} />}
    </RecordPage>
  )
}
