import type { SalesDocument, SalesFacts, SalesSettings, SalesSummary } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { computeSums, shownSums, standingOf, termsHash } from './document.ts'
import type { StoredDoc } from './list.ts'
import type { SalesNeeds } from './needs.ts'
import { needsApproval } from './steps.ts'

const staffId = /^staff:(.+)$/

/** A document as customers and staff alike see it. @param today at the organisation */
export const factsOf = (document: StoredDoc, today: string): SalesFacts => {
  const { id, kind, number, edition, state, seller, buyer, currency, language, title, note, lines } = document
  const { discount, taxIncluded, rounding, day, until, decision, paid, refunded, credited, open } = document
  return {
    id,
    kind,
    number,
    edition,
    state,
    seller,
    buyer,
    currency,
    language,
    title,
    note,
    lines: [...lines],
    discount,
    taxIncluded,
    rounding,
    day,
    until,
    decision,
    paid,
    refunded,
    credited,
    open,
    standing: standingOf(document, BigInt(open), today),
    sums: shownSums(computeSums(document)),
    hash: termsHash(document),
  }
}

/** A document as a list shows it. */
export const summaryOf = (document: StoredDoc, today: string): SalesSummary => {
  const { id, kind, number, title, buyer, currency, total, open, day, until, createdAt } = document
  const standing = standingOf(document, BigInt(open), today)
  return { id, kind, number, standing, title, buyer: buyer.name, currency, total, open, day, until, createdAt }
}

/** With the names of whom it is for, and of nobody where the reader may not know; colleagues are not this transaction's. */
export const withParties = async (
  tx: Tx,
  needs: SalesNeeds,
  document: StoredDoc,
  {
    settings,
    today,
    seesParties,
  }: { readonly settings: SalesSettings; readonly today: string; readonly seesParties: boolean },
) => {
  const named = async (kind: 'customers' | 'companies', id: string | null) => {
    if (id === null) return null
    const names = seesParties ? await needs[kind].names(tx, [id]) : new Map<string, string>()
    return { id, name: names.get(id) ?? null }
  }
  const { version, deal, source, approval, createdBy, createdAt, changedAt, entryId } = document
  return {
    ...factsOf(document, today),
    version,
    deal,
    source,
    approval,
    createdBy,
    createdAt,
    changedAt,
    entryId,
    customer: await named('customers', document.customer),
    company: await named('companies', document.company),
    needsApproval: await needsApproval(tx, document, settings),
  }
}

/** With the names of colleagues. */
export const withPeople = async (
  needs: SalesNeeds,
  organisationId: string,
  { approval, ...document }: Awaited<ReturnType<typeof withParties>>,
): Promise<SalesDocument> => {
  const idOf = (actor: string | undefined): string => staffId.exec(actor ?? '')?.[1] ?? ''
  const ids = [idOf(document.createdBy), idOf(approval?.by)].filter((id) => id !== '')
  const names = await needs.staffNames(organisationId, [...new Set(ids)])
  return {
    ...document,
    approvedByName: names.get(idOf(approval?.by)) ?? null,
    createdByName: names.get(idOf(document.createdBy)) ?? null,
  }
}
