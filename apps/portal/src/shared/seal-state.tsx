import type { EntryState } from '@candor/api'
import { uiTexts } from '@candor/ui'

const steps: readonly EntryState[] = ['recorded', 'sequenced', 'sealed', 'anchored', 'final']

/** How firmly an entry is sealed: a word and four steps. What the word means stands in the entry's details. */
export const SealState = ({ state }: { readonly state: EntryState }) => {
  const t = uiTexts.useTexts()
  const reached = steps.indexOf(state)
  return (
    <span className="seal-state">
      <span className="seal-steps" aria-hidden>
        {steps.slice(1).map((step, index) => (
          <i key={step} data-on={index < reached || undefined} />
        ))}
      </span>
      {t(`state.${state}`)}
    </span>
  )
}
