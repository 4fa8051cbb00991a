import { BrandMark, LanguageSwitch } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { LinkButton } from '../../components/link-button.tsx'
import { MailboxPage } from '../../features/mailbox/mailbox-page.tsx'
import { mailboxTexts } from '../../features/mailbox/mailbox-texts.ts'
import { sessionQuery } from '../../lib/session.ts'
import { Shell } from '../shell/shell.tsx'
import styles from './-open-page.module.css'

/** Also reachable without a session while the mailbox is open: then it has a plain frame instead of the navigation. */
const MailboxRoute = () => {
  const t = mailboxTexts.useTexts()
  const { data: session } = useQuery(sessionQuery)
  if (session)
    return (
      <Shell>
        <MailboxPage />
      </Shell>
    )
  return (
    <main>
      <div className={styles['bar']}>
        <BrandMark size={24} />
        <strong>Candor</strong>
        <span className={styles['end']}>
          <LanguageSwitch />
          <LinkButton to="/sign-in">{t('back')}</LinkButton>
        </span>
      </div>
      <MailboxPage />
    </main>
  )
}

export const Route = createFileRoute('/mailbox')({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: MailboxRoute,
})
