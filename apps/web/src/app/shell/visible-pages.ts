import { useServerInfo, useSession } from '../../lib/session.ts'
import { pages } from './navigation.tsx'

/**
 * The pages that make sense now: those the person has the right to, and the mailbox only while mail goes there instead of to
 * a mail server.
 */
export const useVisiblePages = () => {
  const info = useServerInfo()
  const { rights } = useSession()
  return pages.filter((page) => {
    if (page.name === 'mailbox') return Boolean(info.data?.mailbox)
    return page.right === undefined || rights.includes(page.right)
  })
}
