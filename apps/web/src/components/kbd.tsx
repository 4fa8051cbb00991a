import { keyCaps } from '../lib/shortcuts.ts'
import styles from './kbd.module.css'

/** Keys as caps. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <span className={styles['keys']}>
    {keyCaps(keys).map((cap, index) => (
      <kbd key={`${cap}${index}`} className={styles['cap']}>
        {cap}
      </kbd>
    ))}
  </span>
)
