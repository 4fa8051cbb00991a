import type { TimelineTopic } from '@candor/api'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { meOptions, sessionOptions } from '../lib/session.ts'
import { Failed, NotFound } from './page-states.tsx'
import { Shell } from './shell.tsx'

interface Context {
  readonly queryClient: QueryClient
}

const topics: readonly string[] = [
  'purchases',
  'points',
  'details',
  'contact',
  'help',
  'sales',
  'consent',
] satisfies TimelineTopic[]

/** Only a path inside the portal: nobody is sent elsewhere after signing in. */
const insidePortal = (path: unknown): string | undefined =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : undefined

const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound })

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { from?: string } => {
    const from = insidePortal(search['from'])
    return from ? { from } : {}
  },
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** The rules are for everybody: customers and strangers compute with them. */
const publicRulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../features/points/public-rules-page.tsx'), 'PublicRulesPage'),
})

/** Whoever was erased cannot sign in: the secret address is all that they have. */
const erasureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/erasure/$token',
  component: lazyRouteComponent(() => import('../features/subject-requests/certificate-page.tsx'), 'CertificatePage'),
})

/** Whoever has the link of a quote reads it and answers. */
const quoteLinkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/quote',
  component: lazyRouteComponent(() => import('../features/documents/quote-link-page.tsx'), 'QuoteLinkPage'),
})

/** Everything below needs a session; without one the reader signs in and comes back to where they wanted to go. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    if ((await context.queryClient.ensureQueryData(sessionOptions)) === null) {
      const from = location.href === '/' ? {} : { from: location.href }
      throw redirect({ to: '/sign-in', search: from, replace: true })
    }
    await context.queryClient.ensureQueryData(meOptions)
  },
  component: Shell,
})

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
})
const historyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/history',
  validateSearch: (search: Record<string, unknown>): { topic?: TimelineTopic } =>
    topics.includes(String(search['topic'])) ? { topic: search['topic'] as TimelineTopic } : {},
  component: lazyRouteComponent(() => import('../features/history/history-page.tsx'), 'HistoryPage'),
})
const pointsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/points',
  component: lazyRouteComponent(() => import('../features/points/points-page.tsx'), 'PointsPage'),
})
const rewardsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rewards',
  component: lazyRouteComponent(() => import('../features/rewards/rewards-page.tsx'), 'RewardsPage'),
})
const consentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/choices',
  component: lazyRouteComponent(() => import('../features/consent/consents-page.tsx'), 'ConsentsPage'),
})
const ordersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders',
  component: lazyRouteComponent(() => import('../features/orders/orders-page.tsx'), 'OrdersPage'),
})
const orderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../features/orders/order-page.tsx'), 'OrderPage'),
})
const documentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/documents',
  component: lazyRouteComponent(() => import('../features/documents/documents-page.tsx'), 'DocumentsPage'),
})
const documentRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/documents/$documentId',
  component: lazyRouteComponent(() => import('../features/documents/document-page.tsx'), 'DocumentPage'),
})
const helpRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('../features/help/help-page.tsx'), 'HelpPage'),
})
const requestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/help/$requestId',
  component: lazyRouteComponent(() => import('../features/help/request-page.tsx'), 'RequestPage'),
})
const dataRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('../features/subject-requests/my-data-page.tsx'), 'MyDataPage'),
})
const looksRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/looks',
  component: lazyRouteComponent(() => import('../features/looks/looks-page.tsx'), 'LooksPage'),
})
const checkRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/check',
  component: lazyRouteComponent(() => import('../features/check/check-page.tsx'), 'CheckPage'),
})
const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('../features/profile/profile-page.tsx'), 'ProfilePage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  publicRulesRoute,
  erasureRoute,
  quoteLinkRoute,
  signedInRoute.addChildren([
    homeRoute,
    historyRoute,
    pointsRoute,
    rewardsRoute,
    ordersRoute,
    orderRoute,
    documentsRoute,
    documentRoute,
    consentsRoute,
    helpRoute,
    requestRoute,
    dataRoute,
    looksRoute,
    checkRoute,
    profileRoute,
  ]),
])

/** The pages of the portal. Each is fetched when it is first opened, or when a pointer comes near its link. */
export const createPortalRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/portal',
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Failed,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>
  }
}
