import type { CustomerDetail, CustomerSummary, TimelineItem } from '@candor/api'
import type { SignedIn, TestServer } from '../../testing/index.ts'

/** What a request came back with. */
export type Answer<Body> = { readonly status: number; readonly body: Body }

type Sent = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly payload?: object
  readonly key?: string
}

/** Makes the function that asks a test server as somebody. */
export const asker =
  ({ app }: Pick<TestServer, 'app'>) =>
  async <Body = never>(who: SignedIn | undefined, url: string, sent: Sent = {}): Promise<Answer<Body>> => {
    const { method = sent.payload === undefined ? 'GET' : 'POST', payload, key } = sent
    const response = await app.inject({
      method,
      url,
      headers: { ...who?.headers, ...(key !== undefined && { 'idempotency-key': key }) },
      ...(payload !== undefined && { payload }),
    })
    return { status: response.statusCode, body: response.json() }
  }

export type Page = { readonly items: CustomerSummary[]; readonly nextCursor: string | null }
export type Timeline = { readonly items: TimelineItem[] }
export type Created = { readonly id: string; readonly version: number; readonly entryId: string }
export type Detail = CustomerDetail
export type Refusal = {
  readonly code: string
  readonly errors?: readonly { readonly path: string }[]
  readonly stored?: unknown
}
