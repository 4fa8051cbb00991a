/** How programs send events with a write key, ready to be pasted. */
export const snippets = (origin: string, writeKey: string) => ({
  web: `import { AnalyticsBrowser } from '@segment/analytics-next'

export const analytics = AnalyticsBrowser.load({
  writeKey: '${writeKey}',
  cdnURL: '${origin}',
})
analytics.page()
analytics.track('Product Viewed', { product: 'Teapot', price: 24.5 })`,
  node: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${writeKey}',
  host: '${origin}',
})
analytics.track({ userId: '10023', event: 'Order Completed', properties: { total: 24.5 } })`,
  http: `curl ${origin}/v1/track \\
  --user '${writeKey}:' \\
  --header 'content-type: application/json' \\
  --data '{"userId":"10023","event":"Order Completed","properties":{"total":24.5}}'`,
})
export type SnippetName = keyof ReturnType<typeof snippets>
