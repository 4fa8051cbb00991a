import { DoubleLeftOutlined, DoubleRightOutlined, QuestionOutlined, SearchOutlined } from '@ant-design/icons'
import { BrandMark } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { Kbd } from '../../components/kbd.tsx'
import { Bell } from '../../features/notifications/bell.tsx'
import { AccountMenu } from './account-menu.tsx'
import type { pages } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'
import { useVisiblePages } from './visible-pages.ts'
import styles from './shell.module.css'

interface SidebarProps {
  readonly collapsed: boolean
  readonly onCollapse: (collapsed: boolean) => void
  readonly onSearch: () => void
  readonly onShortcuts: () => void
}

const NavLink = ({ page, collapsed }: { readonly page: (typeof pages)[number]; readonly collapsed: boolean }) => {
  const t = shellTexts.useTexts()
  const label = t(`nav.${page.name}`)
  return (
    <li>
      <Tooltip title={collapsed ? label : undefined} placement="right">
        <Link
          to={page.to}
          className={styles['navLink']}
          activeOptions={{ exact: page.to === '/' }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          <span aria-hidden className={styles['navIcon']}>
            {page.icon}
          </span>
          <span className={collapsed ? 'visually-hidden' : undefined}>{label}</span>
        </Link>
      </Tooltip>
    </li>
  )
}

/** Navigation of wide screens; collapses to icons. */
export const Sidebar = ({ collapsed, onCollapse, onSearch, onShortcuts }: SidebarProps) => {
  const t = shellTexts.useTexts()
  const visible = useVisiblePages()
  return (
    <aside className={styles['sidebar']}>
      <div className={styles['brand']}>
        <BrandMark size={24} />
        {!collapsed && <span className={styles['brandName']}>Candor</span>}
        <span className={styles['bell']}>
          <Bell placement="rightTop" />
        </span>
        <Button
          type="text"
          size="small"
          className={styles['collapse'] ?? ''}
          icon={collapsed ? <DoubleRightOutlined /> : <DoubleLeftOutlined />}
          aria-label={collapsed ? t('expand') : t('collapse')}
          aria-expanded={!collapsed}
          onClick={() => onCollapse(!collapsed)}
        />
      </div>
      <button
        type="button"
        className={styles['searchBox']}
        onClick={onSearch}
        aria-label={collapsed ? t('search') : undefined}
      >
        <SearchOutlined aria-hidden />
        {!collapsed && (
          <>
            <span className={styles['searchText']}>{t('searchShort')}</span>
            <Kbd keys="mod+k" />
          </>
        )}
      </button>
      <nav aria-label={t('nav.label')}>
        <ul className={styles['navList']}>
          {visible.map((page) => (
            <NavLink key={page.name} page={page} collapsed={collapsed} />
          ))}
        </ul>
      </nav>
      <div className={styles['sidebarFoot']}>
        <AccountMenu collapsed={collapsed} />
        <Tooltip title={t('palette.shortcuts')} placement="top">
          <Button
            type="text"
            size="small"
            icon={<QuestionOutlined />}
            aria-label={t('palette.shortcuts')}
            onClick={onShortcuts}
          />
        </Tooltip>
      </div>
    </aside>
  )
}
