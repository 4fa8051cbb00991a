import { FilePdfOutlined, LeftOutlined } from '@ant-design/icons'
import { portalPaths, portalSalesRoutes, salesPaths } from '@candor/api'
import { VerifyButton } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { DecideForm, type Decision } from './decide-form.tsx'
import { DocumentView, Standing } from './document-view.tsx'
import { documentOptions, useRefreshDocuments } from './queries.ts'
import { documentTexts } from './texts.ts'

/** One quote or invoice; a quote can be answered here. */
export const DocumentPage = () => {
  const t = documentTexts.useTexts()
  const { documentId } = useParams({ from: '/signed-in/documents/$documentId' })
  const query = useQuery(documentOptions(documentId))
  const refresh = useRefreshDocuments()
  const facts = query.data
  const decide = async (body: Decision) => {
    await call(portalSalesRoutes.decide, { params: { id: documentId }, body })
    await refresh()
  }
  return (
    <>
      <p className="back">
        <Link to="/documents">
          <LeftOutlined aria-hidden /> {t('back')}
        </Link>
      </p>
      <PageTitle title={facts ? t(`kind.${facts.kind}`, { number: facts.number ?? '' }) : t('title')} />
      <Loadable of={query} rows={4}>
        {facts && (
          <>
            <Standing facts={facts} />
            <DocumentView facts={facts} />
            {facts.standing === 'sent' && <DecideForm facts={facts} name={facts.buyer.name} onDecide={decide} />}
            <p className="links">
              <Button size="large" icon={<FilePdfOutlined />} href={salesPaths.ownPdf(facts.id)}>
                {t('pdf')}
              </Button>
              <VerifyButton
                record={{ id: facts.entryId, fields: { number: facts.number, sums: facts.sums } }}
                receiptUrl={portalPaths.receipt(facts.entryId)}
              />
            </p>
          </>
        )}
      </Loadable>
    </>
  )
}
