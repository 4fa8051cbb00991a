import { staffRoutes, type StaffInvitation } from '@candor/api'
import { Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Avatar } from '../../components/avatar.tsx'
import { call } from '../../lib/api.ts'
import { useMay, useNameOf } from '../../lib/rights.ts'
import { peopleQuery, staffKey } from '../../lib/staff.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { peopleTexts } from './people-texts.ts'
import { PersonRow } from './person-row.tsx'
import styles from './people.module.css'

const InvitationRow = ({ invitation }: { readonly invitation: StaffInvitation }) => {
  const t = peopleTexts.useTexts()
  const nameOf = useNameOf()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const mayManage = useMay('staff.manage')
  const withdraw = useMutation({
    mutationFn: () => call(staffRoutes.withdraw, { params: { id: invitation.id } }),
    onSuccess: () => tell(t('withdrawn')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: staffKey }),
  })
  return (
    <li className={styles['row']}>
      <Avatar name={invitation.email} size={32} />
      <div className={styles['who']}>
        <strong>{invitation.email}</strong>
        <span className={styles['quiet']}>
          {invitation.invitedBy !== null && `${t('by', { name: invitation.invitedBy })} · `}
          {t('until')} <Instant at={invitation.expiresAt} />
        </span>
      </div>
      <div className={styles['what']}>
        <span>{nameOf(invitation.role)}</span>
        {mayManage && (
          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** Who works here, who was asked to join, who is no longer let in. */
export const PeoplePanels = () => {
  const t = peopleTexts.useTexts()
  const query = useQuery(peopleQuery)
  if (query.isPending)
    return (
      <Panel>
        <SkeletonRows rows={4} height={56} />
      </Panel>
    )
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { people, invitations } = query.data
  const groups = [
    { title: t('works'), shown: people.filter(({ deactivatedAt }) => deactivatedAt === null) },
    { title: t('left'), shown: people.filter(({ deactivatedAt }) => deactivatedAt !== null) },
  ]
  const panels = groups.map(
    ({ title, shown }) =>
      shown.length > 0 && (
        <Panel key={title} title={title} flush>
          <ul>
            {shown.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        </Panel>
      ),
  )
  return (
    <>
      {panels[0]}
      {invitations.length > 0 && (
        <Panel title={t('invited')} flush>
          <ul>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Panel>
      )}
      {panels[1]}
    </>
  )
}
