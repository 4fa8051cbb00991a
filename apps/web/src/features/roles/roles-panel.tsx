import { roleRoutes, type StaffRole } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay, useNameOf } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { rolesQuery, staffKey } from '../../lib/staff.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { RoleEditor } from './role-editor.tsx'
import { rolesTexts } from './roles-texts.ts'
import styles from './roles.module.css'

const RoleRow = ({ role, onEdit }: { readonly role: StaffRole; readonly onEdit: () => void }) => {
  const t = rolesTexts.useTexts()
  const nameOf = useNameOf()
  const { modal } = App.useApp()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const session = useSession()
  const mayManage = useMay('role.manage') && role.custom && session.role.key !== role.key
  const name = nameOf(role)
  const remove = useMutation({
    mutationFn: () => call(roleRoutes.remove, { params: { id: role.key } }),
    onSuccess: () => tell(t('removed')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: staffKey }),
  })
  const ask = () =>
    void modal.confirm({
      title: t('removeTitle', { name }),
      content: t('removeText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync().catch(() => undefined),
    })
  return (
    <li className={styles['role']}>
      <div className={styles['roleHead']}>
        <strong>{name}</strong>
        <span className={styles['quiet']}>{t('people', { count: role.people })}</span>
        {mayManage && (
          <span className={styles['roleActions']}>
            <Button size="small" onClick={onEdit}>
              {t('edit', { name })}
            </Button>
            {role.people === 0 && (
              <Button size="small" onClick={ask}>
                {t('remove')}
              </Button>
            )}
          </span>
        )}
      </div>
      <div className={styles['rights']}>
        {role.rights.length === 0 && <span className={styles['quiet']}>{t('nothing')}</span>}
        {role.rights.map((right) => (
          <Tag key={right}>{t(`right.${right}`)}</Tag>
        ))}
      </div>
    </li>
  )
}

/** What each role may do: those that every company has, and those of one’s own, which can be changed. */
export const RolesPanel = () => {
  const t = rolesTexts.useTexts()
  const query = useQuery(rolesQuery)
  const [edited, setEdited] = useState<StaffRole>()
  if (query.isPending)
    return (
      <Panel>
        <SkeletonRows rows={6} height={72} />
      </Panel>
    )
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const rows = (custom: boolean) =>
    query.data.items
      .filter((role) => role.custom === custom)
      .map((role) => <RoleRow key={role.key} role={role} onEdit={() => setEdited(role)} />)
  const own = rows(true)
  return (
    <>
      <Panel title={t('own')} flush>
        {own.length === 0 ? <EmptyState title={t('ownEmpty')} /> : <ul>{own}</ul>}
      </Panel>
      <Panel title={t('ready')} flush>
        <ul>{rows(false)}</ul>
      </Panel>
      {edited && <RoleEditor role={edited} onClose={() => setEdited(undefined)} />}
    </>
  )
}
