import { parseNote, type Block, type Inline } from '@candor/api'
import type { ReactNode } from 'react'
import styles from './journal.module.css'

const inlineOf = (part: Inline, key: number): ReactNode => {
  if (part.kind === 'bold') return <strong key={key}>{part.text}</strong>
  if (part.kind === 'italic') return <em key={key}>{part.text}</em>
  if (part.kind === 'mention')
    return (
      <span key={key} className={styles['mention']}>
        @{part.text}
      </span>
    )
  if (part.kind === 'link')
    return (
      <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    )
  return part.text
}

const linesOf = ({ kind, lines }: Block): ReactNode => {
  if (kind === 'paragraph')
    return lines.flatMap((line, at) => [...(at === 0 ? [] : [<br key={`break ${at}`} />]), line.map(inlineOf)])
  // A note never changes while it is shown, so a line is known by its place.
  return lines.map((line, at) => <li key={at}>{line.map(inlineOf)}</li>)
}

/** A note with its emphasis, lists, links and mentions; nothing of it is markup of the page. */
export const RichNote = ({ text }: { readonly text: string }) => (
  <div className={styles['note']}>
    {parseNote(text).map((block, at) => {
      if (block.kind === 'bullets') return <ul key={at}>{linesOf(block)}</ul>
      if (block.kind === 'numbers') return <ol key={at}>{linesOf(block)}</ol>
      return <p key={at}>{linesOf(block)}</p>
    })}
  </div>
)
