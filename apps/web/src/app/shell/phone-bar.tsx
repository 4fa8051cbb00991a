import { EllipsisOutlined, SearchOutlined } from '@ant-design/icons'
import { BrandMark } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Bell } from '../../features/notifications/bell.tsx'
import { AccountMenu } from './account-menu.tsx'
import { phonePages } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'
import { useVisiblePages } from './visible-pages.ts'
import styles from './shell.module.css'

/** Navigation of phones: brand and search above, the main pages below, the rest in a drawer. */
export const PhoneBar = ({ onSearch }: { readonly onSearch: () => void }) => {
  const t = shellTexts.useTexts()
  const [open, setOpen] = useState(false)
  const visible = useVisiblePages()
  const inBar = visible.filter((page) => phonePages.includes(page.name))
  const inDrawer = visible.filter((page) => !phonePages.includes(page.name))
  return (
    <>
      <header className={styles['phoneHead']}>
        <BrandMark size={24} />
        <span className={styles['brandName']}>Candor</span>
        <span className={styles['bell']}>
          <Bell placement="bottomRight" />
        </span>
        <Button type="text" icon={<SearchOutlined />} aria-label={t('search')} onClick={onSearch} />
      </header>
      <nav className={styles['phoneBar']} aria-label={t('nav.label')}>
        {inBar.map((page) => (
          <Link
            key={page.name}
            to={page.to}
            className={styles['phoneLink']}
            activeOptions={{ exact: page.to === '/' }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            <span aria-hidden className={styles['navIcon']}>
              {page.icon}
            </span>
            {page.name === 'records' ? t('nav.recordsShort') : t(`nav.${page.name}`)}
          </Link>
        ))}
        <button type="button" className={styles['phoneLink']} onClick={() => setOpen(true)} aria-expanded={open}>
          <EllipsisOutlined aria-hidden className={styles['navIcon']} />
          {t('nav.more')}
        </button>
      </nav>
      <Drawer open={open} placement="bottom" size="auto" title={t('nav.more')} onClose={() => setOpen(false)}>
        <ul className={styles['navList']}>
          {inDrawer.map((page) => (
            <li key={page.name}>
              <Link to={page.to} className={styles['navLink']} onClick={() => setOpen(false)}>
                <span aria-hidden className={styles['navIcon']}>
                  {page.icon}
                </span>
                {t(`nav.${page.name}`)}
              </Link>
            </li>
          ))}
        </ul>
        <AccountMenu collapsed={false} />
      </Drawer>
    </>
  )
}
