import styles from './avatar.module.css'

const initialsOf = (name: string): string => {
  const trimmed = name.trim()
  if (/[\u3400-\u9fff]/.test(trimmed)) return trimmed.slice(-2)
  const words = trimmed.split(/\s+/)
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
}

/** The same person always gets the same of five quiet grounds. */
const toneOf = (name: string): number =>
  Array.from(name).reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 997, 7) % 5

/** Initials on a quiet ground; decoration beside the name it stands for. */
export const Avatar = ({ name, size = 28 }: { readonly name: string; readonly size?: number }) => (
  <span
    className={styles['avatar']}
    data-tone={toneOf(name)}
    style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
    aria-hidden
  >
    {initialsOf(name)}
  </span>
)
