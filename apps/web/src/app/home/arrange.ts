import { inOrder } from '../../lib/in-order.ts'
import { usualWidgets, widgets, type Widget } from './widgets.tsx'

/** A widget on somebody's home page. */
export interface Placed {
  readonly name: string
  readonly wide: boolean
}

/** What stands on the page: as it was arranged, else as is usual; only what the person may see. */
export const placedWidgets = (
  arranged: readonly Placed[] | undefined,
  may: (right: Widget['right']) => boolean,
): Widget[] => {
  const allowed = widgets.filter(({ right }) => may(right))
  const chosen = arranged?.map(({ name }) => name) ?? usualWidgets
  return inOrder(
    allowed.filter(({ name }) => (chosen as readonly string[]).includes(name)),
    chosen,
  ).map(({ name, right, wide, content }) => ({
    name,
    right,
    content,
    wide: arranged?.find((each) => each.name === name)?.wide ?? wide,
  }))
}

/** Puts one of a list somewhere else in it. */
export const moved = <Thing>(things: readonly Thing[], from: number, to: number): Thing[] => {
  const next = [...things]
  const [taken] = next.splice(from, 1)
  if (taken !== undefined) next.splice(Math.min(Math.max(to, 0), next.length), 0, taken)
  return next
}
