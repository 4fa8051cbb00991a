import type { ReactNode } from 'react'
import styles from './settings.module.css'

interface SettingProps {
  readonly name: string
  readonly help?: string
  readonly htmlFor?: string
  readonly children: ReactNode
}

/** A line with the name of something and the way to change it. */
export const Setting = ({ name, help, htmlFor, children }: SettingProps) => (
  <div className={styles['setting']}>
    <div>
      {htmlFor ? <label htmlFor={htmlFor}>{name}</label> : <span>{name}</span>}
      {help && <p className={styles['help']}>{help}</p>}
    </div>
    {children}
  </div>
)
