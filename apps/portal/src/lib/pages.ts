import { infiniteQueryOptions } from '@tanstack/react-query'

/** One page of any list of the API. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/**
 * A list that grows page by page.
 *
 * @param key Cache key.
 * @param load Fetches one page; the cursor is absent for the first.
 */
export const pagesOptions = <Item>(
  key: readonly unknown[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Item>) => page.nextCursor ?? undefined,
  })

/** The items of all pages fetched so far. */
export const itemsOf = <Item>(data: { readonly pages: readonly Page<Item>[] } | undefined): readonly Item[] =>
  data?.pages.flatMap((page) => page.items) ?? []
