import { SafetyCertificateOutlined } from '@ant-design/icons'
import { consentRoutes } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { consentTexts } from './consent-texts.ts'
import { PurposePanel } from './purpose-panel.tsx'
import { catalogueQuery, consentKey, type Catalogue, type CataloguePurpose } from './queries.ts'
import { TermsPanel } from './terms-panel.tsx'
import styles from './consent.module.css'

const NoticeForm = lazy(async () => ({ default: (await import('./notice-form.tsx')).NoticeForm }))
const TermForm = lazy(async () => ({ default: (await import('./term-form.tsx')).TermForm }))

const Nothing = () => {
  const t = consentTexts.useTexts()
  const mayManage = useMay('consent.manage')
  const client = useQueryClient()
  const setUp = useMutation({
    mutationFn: () => call(consentRoutes.setUp, { body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: consentKey }),
  })
  return (
    <Panel>
      <EmptyState
        icon={<SafetyCertificateOutlined />}
        title={t('emptyTitle')}
        actions={
          mayManage && (
            <Button type="primary" loading={setUp.isPending} onClick={() => setUp.mutate()}>
              {t('setUp')}
            </Button>
          )
        }
      >
        {t('emptyText')}
      </EmptyState>
      {setUp.isError && <ProblemMessage error={setUp.error} />}
    </Panel>
  )
}

type Open = { readonly form: 'notice'; readonly purpose: CataloguePurpose | undefined } | { readonly form: 'term' }

const Forms = ({ open, catalogue, onClose }: { open: Open; catalogue: Catalogue; onClose: () => void }) => (
  <Suspense>
    {open.form === 'notice' ? (
      <NoticeForm catalogue={catalogue} purpose={open.purpose} onClose={onClose} />
    ) : (
      <TermForm onClose={onClose} />
    )}
  </Suspense>
)

/** What customers are asked for: purposes with every version of their notices, and the terms these are made of. */
export const ConsentPage = () => {
  const t = consentTexts.useTexts()
  const mayManage = useMay('consent.manage')
  const catalogue = useQuery(catalogueQuery)
  const [open, setOpen] = useState<Open>()
  const { data } = catalogue
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        mayManage &&
        data !== undefined &&
        data.terms.length > 0 && (
          <Button type="primary" onClick={() => setOpen({ form: 'notice', purpose: undefined })}>
            {t('newPurpose')}
          </Button>
        )
      }
    >
      {catalogue.isPending && (
        <Panel>
          <SkeletonRows rows={4} height={72} />
        </Panel>
      )}
      {catalogue.isError && <ProblemMessage error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
      {data?.purposes.length === 0 && <Nothing />}
      {data?.purposes.map((purpose) => (
        <PurposePanel
          key={purpose.id}
          purpose={purpose}
          onPublish={mayManage ? () => setOpen({ form: 'notice', purpose }) : undefined}
        />
      ))}
      {data !== undefined && data.purposes.length > 0 && (
        <TermsPanel terms={data.terms} onAdd={mayManage ? () => setOpen({ form: 'term' }) : undefined} />
      )}
      {!mayManage && <p className={styles['quiet']}>{t('readOnly')}</p>}
      {open && data && <Forms open={open} catalogue={data} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
