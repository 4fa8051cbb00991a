import type { Right } from '@candor/api'
import { Checkbox } from 'antd'
import { rolesTexts } from './roles-texts.ts'
import styles from './roles.module.css'

type ObjectName = Right extends infer Name ? (Name extends `${infer Head}.${string}` ? Head : never) : never

/** Rights by what they are about, in the order of the list. */
const groupsOf = (rights: readonly Right[]): { readonly object: ObjectName; readonly rights: readonly Right[] }[] =>
  [...Map.groupBy(rights, (right) => right.split('.')[0] as ObjectName)].map(([object, of]) => ({ object, rights: of }))

interface RightsBoxesProps {
  /** Those that can be chosen. */
  readonly offered: readonly Right[]
  readonly value?: Right[]
  readonly onChange?: (rights: Right[]) => void
}

/** A box for each right, under what it is about; a field of a form. */
export const RightsBoxes = ({ offered, value, onChange }: RightsBoxesProps) => {
  const t = rolesTexts.useTexts()
  return (
    <Checkbox.Group style={{ width: '100%' }} {...(value && { value })} {...(onChange && { onChange })}>
      <div className={styles['groups']}>
        {groupsOf(offered).map(({ object, rights }) => (
          <fieldset key={object} className={styles['group']}>
            <legend>{t(`object.${object}`)}</legend>
            {rights.map((right) => (
              <Checkbox key={right} value={right}>
                {t(`right.${right}`)}
              </Checkbox>
            ))}
          </fieldset>
        ))}
      </div>
    </Checkbox.Group>
  )
}
