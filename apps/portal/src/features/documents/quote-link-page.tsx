import { FilePdfOutlined } from '@ant-design/icons'
import { ApiError, quoteLinkRoutes, salesPaths, type SalesFacts } from '@candor/api'
import { BrandMark, EmptyState } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../lib/api.ts'
import { LanguageButton } from '../../lib/language-button.tsx'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { Problem } from '../../lib/problem.tsx'
import { DecideForm, type Decision } from './decide-form.tsx'
import { DocumentView, Standing } from './document-view.tsx'
import { documentTexts } from './texts.ts'

/** Fetches the file with the secret in the body, and hands it to the reader as a download. */
const download = async (token: string, name: string): Promise<void> => {
  const response = await fetch(salesPaths.linkPdf, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (!response.ok) throw new ApiError(await response.json())
  const url = URL.createObjectURL(await response.blob())
  const anchor = Object.assign(document.createElement('a'), { href: url, download: `${name}.pdf` })
  anchor.click()
  URL.revokeObjectURL(url)
}

/** A quote for whoever has its link: read it, take it home, accept or decline it. Nobody has to sign in. */
export const QuoteLinkPage = () => {
  const t = documentTexts.useTexts()
  const token = useLocation({ select: ({ hash }) => hash })
  const client = useQueryClient()
  const queryKey = ['quote-link', token]
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => call(quoteLinkRoutes.read, { body: { token } }, { signal }),
    retry: false,
  })
  const pdf = useMutation({ mutationFn: async ({ number }: SalesFacts) => download(token, number ?? 'quote') })
  const facts = query.data
  const decide = async (decision: Decision) => {
    client.setQueryData(queryKey, await call(quoteLinkRoutes.decide, { body: { token, ...decision } }))
  }
  const isMissing = query.error instanceof ApiError && [400, 404].includes(query.error.problem.status)
  return (
    <div className="public-page">
      <div className="sign-in-head">
        <span className="brand">
          <BrandMark size={40} />
          <strong>{facts?.seller.name ?? 'Candor'}</strong>
        </span>
        <LanguageButton />
      </div>
      <main id="main">
        <PageTitle title={facts ? t('kind.quote', { number: facts.number ?? '' }) : t('link.title')} />
        {isMissing ? (
          <EmptyState title={t('link.missing')}>{t('link.missingText')}</EmptyState>
        ) : (
          <Loadable of={query} rows={4}>
            {facts && (
              <>
                <Standing facts={facts} />
                <DocumentView facts={facts} />
                {facts.standing === 'sent' && <DecideForm facts={facts} name="" onDecide={decide} />}
                {pdf.error && <Problem error={pdf.error} />}
                <p className="links">
                  <Button
                    size="large"
                    icon={<FilePdfOutlined />}
                    loading={pdf.isPending}
                    onClick={() => pdf.mutate(facts)}
                  >
                    {t('pdf')}
                  </Button>
                </p>
              </>
            )}
          </Loadable>
        )}
      </main>
    </div>
  )
}
