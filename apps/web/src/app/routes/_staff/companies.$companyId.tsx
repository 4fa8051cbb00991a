import { createFileRoute } from '@tanstack/react-router'
import { companiesTexts } from '../../../features/companies/companies-texts.ts'
import { CompanyPage } from '../../../features/companies/company-page.tsx'
import { useCompanyNotes } from '../../../features/companies/queries.ts'
import { NoteComposer } from '../../../features/customers/note-composer.tsx'
import { PartyDeals } from '../../../features/deals/party-deals.tsx'
import { PartySales } from '../../../features/sales/party-sales.tsx'
import { FollowButton } from '../../../features/following/follow-button.tsx'
import { LinkedRecords } from '../../../features/objects/linked-records.tsx'
import { OwnFieldsPanel } from '../../../features/fields/own-fields-panel.tsx'
import { useMay } from '../../../lib/rights.ts'

const CompanyRoute = () => {
  const { companyId } = Route.useParams()
  const ownFields = (
    <>
      <OwnFieldsPanel object="company" id={companyId} />
      <LinkedRecords id={companyId} />
    </>
  )
  const deals = (
    <>
      <PartyDeals company={companyId} />
      <PartySales company={companyId} />
    </>
  )
  const t = companiesTexts.useTexts()
  const composer = useCompanyNotes(companyId)
  const notes = useMay('customer.write') && (
    <NoteComposer subjectId={companyId} {...composer} placeholder={t('notePlaceholder')} />
  )
  const actions = <FollowButton object="company" id={companyId} />
  return (
    <CompanyPage
      key={companyId}
      companyId={companyId}
      ownFields={ownFields}
      deals={deals}
      actions={actions}
      notes={notes}
    />
  )
}

export const Route = createFileRoute('/_staff/companies/$companyId')({ component: CompanyRoute })
