import {
  ControlOutlined,
  CustomerServiceOutlined,
  FileTextOutlined,
  GiftOutlined,
  HistoryOutlined,
  HomeOutlined,
  SafetyCertificateOutlined,
  ShoppingOutlined,
  TagsOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { BrandMark } from '@candor/ui'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { LanguageButton } from '../lib/language-button.tsx'
import { useLocalName } from '../lib/local-name.ts'
import { useMe } from '../lib/session.ts'
import { shellTexts } from '../lib/shell-texts.ts'
import { useGoOutWhenSignedOut } from './use-go-out.ts'

const pages = [
  { to: '/', name: 'home', icon: <HomeOutlined aria-hidden /> },
  { to: '/history', name: 'history', icon: <HistoryOutlined aria-hidden /> },
  { to: '/points', name: 'points', icon: <GiftOutlined aria-hidden /> },
  { to: '/rewards', name: 'rewards', icon: <TagsOutlined aria-hidden /> },
  { to: '/orders', name: 'orders', icon: <ShoppingOutlined aria-hidden /> },
  { to: '/documents', name: 'documents', icon: <FileTextOutlined aria-hidden /> },
  { to: '/choices', name: 'consents', icon: <ControlOutlined aria-hidden /> },
  { to: '/help', name: 'help', icon: <CustomerServiceOutlined aria-hidden /> },
  { to: '/check', name: 'check', icon: <SafetyCertificateOutlined aria-hidden /> },
] as const

/** On a phone the pages stand in one row that can be pushed sideways: the one that is open comes into sight. */
const useOpenPageInSight = () => {
  const row = useRef<HTMLUListElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    row.current?.querySelector('a.active')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return row
}

/** Frame of every page: whose portal this is, where to go, and the content. */
export const Shell = () => {
  const t = shellTexts.useTexts()
  const localName = useLocalName()
  const { organisation } = useMe()
  const row = useOpenPageInSight()
  useGoOutWhenSignedOut()
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <BrandMark size={32} />
          <span>
            <strong>{localName(organisation)}</strong>
            <span className="hint">{t('product')}</span>
          </span>
        </Link>
        <div className="top-end">
          <LanguageButton />
          <Link to="/profile" className="account" activeProps={{ className: 'account active' }}>
            <UserOutlined aria-hidden /> <span className="wide">{t('nav.profile')}</span>
            <span className="visually-hidden narrow">{t('nav.profile')}</span>
          </Link>
        </div>
      </header>
      <nav className="pages" aria-label={t('nav.label')}>
        <ul ref={row}>
          {pages.map(({ to, name, icon }) => (
            <li key={to}>
              <Link
                to={to}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ className: 'active' }}
              >
                {icon}
                <span>{t(`nav.${name}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" className="content">
        <Outlet />
      </main>
    </div>
  )
}
