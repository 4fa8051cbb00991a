import type { Deal, DealOutcome, DealStage } from '@candor/api'
import { useState, type ReactNode } from 'react'
import { CloseDialog, missingFor, MissingDialog } from './step-dialogs.tsx'
import { useDealWork, type DealWork } from './use-deal-work.ts'

type Asking =
  | { readonly deal: Deal; readonly stage: DealStage }
  | { readonly deal: Deal; readonly outcome: DealOutcome }

export interface DealSteps {
  readonly work: DealWork
  /** Moves a deal to a stage; asks first for what the stage needs. */
  readonly moveTo: (deal: Deal, stage: DealStage) => void
  /** Asks why, and closes the deal. */
  readonly end: (deal: Deal, outcome: DealOutcome) => void
  /** What is being asked; stands anywhere on the page. */
  readonly dialogs: ReactNode
}

/** The steps of a deal, with the questions that belong to them. */
export const useDealSteps = (): DealSteps => {
  const work = useDealWork()
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  return {
    work,
    moveTo: (deal, stage) => {
      if (deal.stage === stage.key) return
      if (missingFor(deal, stage).length > 0) setAsking({ deal, stage })
      else work.move(deal, stage)
    },
    end: (deal, outcome) => setAsking({ deal, outcome }),
    dialogs: asking && (
      <>
        {'stage' in asking && (
          <MissingDialog
            deal={asking.deal}
            stage={asking.stage}
            onClose={close}
            onMove={(changes) => {
              work.move(asking.deal, asking.stage, changes)
              close()
            }}
          />
        )}
        {'outcome' in asking && (
          <CloseDialog
            outcome={asking.outcome}
            onClose={close}
            onEnd={(ending) => {
              work.close(asking.deal, asking.outcome, ending)
              close()
            }}
          />
        )}
      </>
    ),
  }
}
