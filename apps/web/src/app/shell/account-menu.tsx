import { LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { Avatar } from '../../components/avatar.tsx'
import { useNameOf } from '../../lib/rights.ts'
import { useSession, useSignOut } from '../../lib/session.ts'
import { shellTexts } from './shell-texts.ts'
import styles from './shell.module.css'

/** Who is signed in, with the ways to settings and out. */
export const AccountMenu = ({ collapsed }: { readonly collapsed: boolean }) => {
  const t = shellTexts.useTexts()
  const session = useSession()
  const nameOf = useNameOf()
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      menu={{
        items: [
          { key: 'account', icon: <UserOutlined />, label: t('nav.account') },
          { key: 'settings', icon: <SettingOutlined />, label: t('nav.settings') },
          { type: 'divider' },
          { key: 'out', icon: <LogoutOutlined />, label: t('signOut') },
        ],
        onClick: ({ key }) =>
          key === 'out' ? signOut.mutate() : void navigate({ to: key === 'account' ? '/account' : '/settings' }),
      }}
    >
      <button
        type="button"
        className={styles['account']}
        aria-label={collapsed ? session.name : undefined}
        aria-haspopup="menu"
      >
        <Avatar name={session.name} size={28} />
        {!collapsed && (
          <span className={styles['accountText']}>
            <span className={styles['accountName']}>{session.name}</span>
            <span className={styles['accountRole']}>{nameOf(session.role)}</span>
          </span>
        )}
      </button>
    </Dropdown>
  )
}
