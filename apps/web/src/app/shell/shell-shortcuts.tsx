import { useNavigate } from '@tanstack/react-router'
import { useShortcut } from '../../lib/shortcuts.ts'
import { pages } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'

type LinkedPage = Extract<(typeof pages)[number], { keys: string }>

const GoTo = ({ page }: { readonly page: LinkedPage }) => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  useShortcut(page.keys, t(`shortcuts.${page.label}`), 'go', () => void navigate({ to: page.to }))
  return null
}

/** `g` and a letter for each page, `n` for a new customer. */
export const ShellShortcuts = () => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  useShortcut('n', t('shortcuts.newCustomer'), 'everywhere', () => void navigate({ to: '/customers/new' }))
  return pages.map((page) => (page.keys === undefined ? null : <GoTo key={page.name} page={page} />))
}
