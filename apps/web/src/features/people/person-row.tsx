import type { StaffPerson } from '@candor/api'
import { Instant } from '@candor/ui'
import { App, Button, Tag } from 'antd'
import { Avatar } from '../../components/avatar.tsx'
import { useMay, useNameOf } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { peopleTexts } from './people-texts.ts'
import { RoleSelect } from './role-select.tsx'
import { useChangeStaff } from './use-change-staff.ts'
import styles from './people.module.css'

type Ask = 'deactivate' | 'removeFactor'

/** Somebody who works here or did, with what can be changed about them. */
export const PersonRow = ({ person }: { readonly person: StaffPerson }) => {
  const t = peopleTexts.useTexts()
  const nameOf = useNameOf()
  const { modal } = App.useApp()
  const session = useSession()
  const mayManage = useMay('staff.manage')
  const change = useChangeStaff()
  const { id, name, email, role, deactivatedAt, secondFactor } = person
  const isSelf = id === session.userId
  const isActive = deactivatedAt === null
  const canChange = mayManage && !isSelf && (role.key !== 'owner' || session.role.key === 'owner')
  const ask = (what: Ask) =>
    void modal.confirm({
      title: t(`${what}Title`, { name }),
      content: t(`${what}Text`),
      okText: t(what),
      okButtonProps: { danger: true },
      onOk: () =>
        change
          .mutateAsync(what === 'deactivate' ? { id, active: false } : { id, secondFactor: false })
          .catch(() => undefined),
    })
  return (
    <li className={styles['row']}>
      <Avatar name={name} size={32} />
      <div className={styles['who']}>
        <span className={styles['name']}>
          <strong>{name}</strong>
          {isSelf && <span className={styles['quiet']}>({t('you')})</span>}
          {secondFactor && <Tag color="success">{t('secondFactor')}</Tag>}
        </span>
        <span className={styles['quiet']}>
          {email} · {isActive ? t('since') : t('outSince')}{' '}
          <Instant at={deactivatedAt ?? person.joinedAt} style="date" />
        </span>
      </div>
      <div className={styles['what']}>
        {canChange && isActive ? (
          <>
            <RoleSelect
              label={t('role', { name })}
              value={role.key}
              disabled={change.isPending}
              onChange={(next) => change.mutate({ id, role: next })}
            />
            {secondFactor && (
              <Button size="small" onClick={() => ask('removeFactor')}>
                {t('removeFactor')}
              </Button>
            )}
            <Button size="small" onClick={() => ask('deactivate')}>
              {t('deactivate')}
            </Button>
          </>
        ) : (
          <>
            <span>{nameOf(role)}</span>
            {canChange && (
              <Button size="small" loading={change.isPending} onClick={() => change.mutate({ id, active: true })}>
                {t('reactivate')}
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  )
}
