import type { Right } from '@candor/api'
import { useLanguage } from '@candor/ui'
import { createContext, useContext } from 'react'
import { useSession } from './session.ts'

/** Rights that hold on a part of the page only, beside those of the role. */
export const RightsHere = createContext<readonly Right[]>([])

/** Whether the person at the screen may do something. The server enforces it, the screen only does not offer it. */
export const useMay = (right: Right): boolean => {
  const here = useContext(RightsHere)
  return useSession().rights.includes(right) || here.includes(right)
}

/** Something with a name in each language: an organisation, a role. */
export interface Named {
  readonly name: string
  readonly nameZh: string
}

/** The name in the reader's language. */
export const useNameOf = (): ((named: Named) => string) => {
  const [language] = useLanguage()
  return ({ name, nameZh }) => (language === 'zh' ? nameZh : name)
}
