import { ApiError } from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { App, Button } from 'antd'

interface Offer {
  /** What is said about the same thing takes the place of what was said of it before. */
  readonly key?: string
  /** Takes back what is said to be done. */
  readonly undo?: (() => void) | undefined
}

/**
 * Short words about what was done.
 * @param refresh asks again for what is shown, where somebody else was faster (409)
 * @returns tell: says that something was done; with a way back it stays 8 seconds, else 3.
 *   complain: says what went wrong, 6 seconds.
 */
export const useTell = (refresh?: () => Promise<unknown>) => {
  const ui = uiTexts.useTexts()
  const { message } = App.useApp()

  const tell = (text: string, { key, undo }: Offer = {}): void => {
    const take = () => {
      close()
      undo?.()
    }
    const content = undo ? (
      <span>
        {text}
        <Button type="link" size="small" onClick={take}>
          {ui('action.undo')}
        </Button>
      </span>
    ) : (
      text
    )
    const close = message.success({ content, duration: undo ? 8 : 3, ...(key !== undefined && { key }) })
  }
  const complain = (error: unknown): void => {
    void message.error(describeProblem(error, ui).message, 6)
    if (refresh && error instanceof ApiError && error.problem.status === 409) void refresh()
  }
  return { tell, complain }
}
