const pages = [
  { name: 'Home', path: '/' },
  { name: 'Kitchen', path: '/kitchen' },
  { name: 'Garden', path: '/garden' },
  { name: 'Gifts', path: '/gifts' },
] as const
const products = [
  { product: 'White hanging heart T-light holder', price: 2.55 },
  { product: 'Regency cakestand 3 tier', price: 12.75 },
  { product: 'Jumbo bag red retrospot', price: 1.95 },
  { product: 'Party bunting', price: 4.95 },
] as const

const minute = 60_000

/**
 * What a dozen made-up visitors did in the hours before, as their browsers would have sent it: the same for everybody who
 * starts the demo, but for the time.
 * @param now milliseconds since 1970
 */
export const demoEvents = (now: number): object[] =>
  Array.from({ length: 12 }, (_, visitor) => {
    const begun = now - (visitor + 1) * 17 * minute
    const seen = 2 + (visitor % 3)
    const looks = Array.from({ length: seen }, (_look, at) => {
      const page = pages[(visitor + at) % pages.length]!
      const common = { anonymousId: `demo-visitor-${visitor}`, timestamp: new Date(begun + at * minute).toISOString() }
      const context = { page: { path: page.path }, library: { name: 'analytics.js' } }
      return [
        { ...common, context, type: 'page', name: page.name, messageId: `demo-${visitor}-${at}-page` },
        {
          ...common,
          context,
          type: 'track',
          event: at === seen - 1 && visitor % 4 === 0 ? 'Product Added' : 'Product Viewed',
          messageId: `demo-${visitor}-${at}-track`,
          properties: products[(visitor * 3 + at) % products.length],
        },
      ]
    })
    return looks.flat()
  }).flat()
