import { ApiError } from '@candor/api'
import { QueryClient } from '@tanstack/react-query'

/** Tries again what may pass (no connection, 5xx, 429), never what the server refused on purpose. */
const mayPass = (error: Error): boolean =>
  !(error instanceof ApiError) || error.problem.status >= 500 || error.problem.status === 429

/** The server cache both apps use: fresh for 15 s, two retries, refetched when the window is looked at again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 4000),
      },
      mutations: { retry: false },
    },
  })
