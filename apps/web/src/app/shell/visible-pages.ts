import { inOrder } from '../../lib/in-order.ts'
import { usePreferences } from '../../lib/preferences.ts'
import { useServerInfo, useSession } from '../../lib/session.ts'
import { pages, type PageName } from './navigation.tsx'

/** Pages that stay in everybody's navigation: without them nobody finds the way back. */
export const fixedPages: readonly PageName[] = ['home', 'settings']

/** The pages that the person may open, in the usual order; the mailbox only while mail goes there. */
export const useAllowedPages = () => {
  const info = useServerInfo()
  const { rights } = useSession()
  return pages.filter((page) => {
    if (page.name === 'mailbox') return Boolean(info.data?.mailbox)
    return page.right === undefined || rights.includes(page.right)
  })
}

/** Those in the order that the person chose, new ones where they usually stand; without what was left out. */
export const useVisiblePages = () => {
  const allowed = useAllowedPages()
  const { data } = usePreferences()
  const { order = [], hidden = [] } = data?.navigation ?? {}
  return inOrder(allowed, order).filter(({ name }) => fixedPages.includes(name) || !hidden.includes(name))
}
