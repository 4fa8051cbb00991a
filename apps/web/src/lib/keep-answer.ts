import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Shows the answer to a change as what a query holds now. What was asked for before the change and is still on its way speaks of
 * the time before: it is dropped, or it would take the place of the answer.
 */
export const keepAnswer = async (client: QueryClient, queryKey: QueryKey, answer: unknown): Promise<void> => {
  await client.cancelQueries({ queryKey, exact: true })
  client.setQueryData(queryKey, answer)
}
