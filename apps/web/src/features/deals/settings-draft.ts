import type { DealPipeline, DealReason, DealSettings, DealStage } from '@candor/api'

/** A key that no other thing of its kind has: it is for programs, people give names. */
export const freshKey = (stem: string, taken: readonly { readonly key: string }[]): string => {
  for (let at = taken.length + 1; ; at += 1) {
    const key = `${stem}-${at}`
    if (!taken.some((one) => one.key === key)) return key
  }
}

export const newStage = (taken: readonly DealStage[]): DealStage => ({
  key: freshKey('stage', taken),
  name: { en: '', zh: '' },
  probability: 50,
  tone: 'teal',
  needs: [],
  archived: false,
})

export const newPipeline = (taken: readonly DealPipeline[]): DealPipeline => ({
  key: freshKey('pipeline', taken),
  name: { en: '', zh: '' },
  stages: [newStage([])],
  archived: false,
})

export const newReason = (outcome: DealReason['outcome'], taken: readonly DealReason[]): DealReason => ({
  key: freshKey('reason', taken),
  outcome,
  name: { en: '', zh: '' },
  retired: false,
})

/** A list with one of its members changed. */
export const withChanged = <Item>(items: readonly Item[], at: number, part: Partial<Item>): Item[] =>
  items.map((item, index) => (index === at ? { ...item, ...part } : item))

/** A list with one of its members in another place. */
export const withMoved = <Item>(items: readonly Item[], from: number, to: number): Item[] => {
  const moved = [...items]
  const [taken] = moved.splice(from, 1)
  if (taken !== undefined) moved.splice(to, 0, taken)
  return moved
}

/** Whether everything has a name in both languages. */
export const isComplete = ({ pipelines, reasons }: DealSettings): boolean =>
  [...pipelines, ...pipelines.flatMap(({ stages }) => stages), ...reasons].every(
    ({ name }) => name.en.trim() !== '' && name.zh.trim() !== '',
  )
