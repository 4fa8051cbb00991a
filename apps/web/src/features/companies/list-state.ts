export const companySorts = ['name', '-name', '-contactCount', '-createdAt'] as const
export type CompanySort = (typeof companySorts)[number]

/** What stands in the address of the list. */
export type CompanySearch = { readonly search?: string; readonly sort?: CompanySort; readonly binned?: 'yes' }

/** Reads the address; what does not fit is left out rather than refused. */
export const parseCompanySearch = (raw: Record<string, unknown>): CompanySearch => {
  const { search } = raw
  const sort = companySorts.find((name) => name === raw['sort'])
  const text = typeof search === 'string' || typeof search === 'number' ? String(search).slice(0, 100) : ''
  const binned = raw['binned'] === 'yes' && ('yes' as const)
  return { ...(text && { search: text }), ...(sort && { sort }), ...(binned && { binned }) }
}
