import type { customerRoutes, CustomerSummary, RouteOutput } from '@candor/api'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { customerQuery, customersKey, timelineKey } from './queries.ts'

type Page = RouteOutput<typeof customerRoutes.list>

const isPaged = (data: Page | InfiniteData<Page>): data is InfiniteData<Page> => 'pages' in data

/** Puts what was saved into every list that is on screen, so that no row jumps while somebody works on it. */
export const usePatchLists = () => {
  const client = useQueryClient()
  return (id: string, shown: Partial<CustomerSummary>) => {
    const patchPage = (page: Page): Page => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? { ...item, ...shown } : item)),
    })
    for (const list of ['list', 'board', 'group'])
      client.setQueriesData<Page | InfiniteData<Page>>({ queryKey: [...customersKey, list] }, (data) => {
        if (data === undefined) return data
        return isPaged(data) ? { ...data, pages: data.pages.map(patchPage) } : patchPage(data)
      })
    void client.invalidateQueries({ queryKey: customerQuery(id).queryKey })
    void client.invalidateQueries({ queryKey: timelineKey(id) })
    void client.invalidateQueries({ queryKey: ['custom-values', 'customer', id] })
  }
}
