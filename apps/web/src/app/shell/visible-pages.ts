import { useServerInfo } from '../../lib/session.ts'
import { pages } from './navigation.tsx'

/** The pages that make sense now: the mailbox only while mail goes there instead of to a mail server. */
export const useVisiblePages = () => {
  const info = useServerInfo()
  return pages.filter((page) => page.name !== 'mailbox' || Boolean(info.data?.mailbox))
}
