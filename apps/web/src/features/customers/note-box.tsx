import { BoldOutlined, ItalicOutlined, LinkOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { customerMarkRoutes, mentionText } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Mentions, Tooltip, type GetRef } from 'antd'
import type { KeyboardEvent, RefObject } from 'react'
import { call } from '../../lib/api.ts'
import { pageTexts } from './page-texts.ts'
import styles from './extras.module.css'

export type NoteBoxRef = GetRef<typeof Mentions>

interface Colleague {
  readonly id: string
  readonly name: string
}

/** Colleagues who can be mentioned. */
export const useColleagues = (): readonly Colleague[] =>
  useQuery({
    queryKey: ['staff', 'to-mention'],
    queryFn: ({ signal }) => call(customerMarkRoutes.owners, {}, { signal }),
    staleTime: 60_000,
  }).data?.items ?? []

/** The text as notes hold it: `@Name` of a colleague becomes a mention, the longest name first. */
export const withMentions = (text: string, colleagues: readonly Colleague[]): string =>
  colleagues
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((done, { id, name }) => done.replaceAll(`@${name}`, mentionText({ staffId: id, name })), text)

const wraps = { bold: ['**', '**'], italic: ['*', '*'], bullets: ['\n- ', ''], link: ['[', '](https://)'] } as const
const icons = {
  bold: <BoldOutlined />,
  italic: <ItalicOutlined />,
  bullets: <UnorderedListOutlined />,
  link: <LinkOutlined />,
} as const

interface NoteBoxProps {
  readonly box: RefObject<NoteBoxRef | null>
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly tooLong: boolean
  readonly onText: (text: string) => void
  readonly onSave: () => void
}

/** A box for a note: `@` offers colleagues, the buttons put marks around what is chosen. */
export const NoteBox = ({ box, label, placeholder, text, tooLong, onText, onSave }: NoteBoxProps) => {
  const t = pageTexts.useTexts()
  const colleagues = useColleagues()
  const wrap = (mark: keyof typeof wraps) => {
    const area = box.current?.textarea
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length]
    const [before, after] = wraps[mark]
    onText(`${text.slice(0, from)}${before}${text.slice(from, to)}${after}${text.slice(to)}`)
    area?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave()
    if (event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <>
      <Mentions
        ref={box}
        aria-label={label}
        placeholder={placeholder}
        autoSize={{ minRows: 2, maxRows: 12 }}
        value={text}
        status={tooLong ? 'error' : ''}
        onChange={onText}
        onKeyDown={onKeyDown}
        options={colleagues.map(({ id, name }) => ({ key: id, value: name, label: name }))}
      />
      <div className={styles['tools']} role="toolbar" aria-label={t('tools')}>
        {(Object.keys(wraps) as (keyof typeof wraps)[]).map((mark) => (
          <Tooltip key={mark} title={t(mark)}>
            <Button type="text" size="small" icon={icons[mark]} aria-label={t(mark)} onClick={() => wrap(mark)} />
          </Tooltip>
        ))}
      </div>
    </>
  )
}
