import type { Right } from '@candor/api'

/** Who a route is for, written down a second time and by hand: the contract and this list have to agree. */
export type RouteClass = 'public' | 'customer' | 'staff' | Right

/**
 * Every route of the server. A new one fails the test until it is here, so that nobody opens one without having thought of
 * who may come in.
 */
export const routeClasses: Readonly<Record<string, RouteClass>> = {
  // Pages and what programs ask about the server itself.
  'GET /': 'public',
  'GET /*': 'public',
  'GET /portal': 'public',
  'GET /portal/': 'public',
  'GET /portal/*': 'public',
  'GET /health': 'public',
  'GET /metrics': 'public',
  'POST /rpc': 'public',
  'OPTIONS /rpc': 'public',
  'GET /api/openapi.json': 'public',

  // Before anybody is signed in.
  'GET /api/welcome': 'public',
  'GET /api/set-up': 'public',
  'POST /api/set-up': 'public',
  'GET /api/session': 'public',
  'POST /api/auth/sign-in': 'public',
  'POST /api/auth/sign-out': 'public',
  'GET /api/invitations/:token': 'public',
  'POST /api/invitations/:token/accept': 'public',

  // One's own account, and what everybody at work may know.
  'POST /api/auth/password': 'staff',
  'PUT /api/session/language': 'staff',
  'GET /api/account': 'staff',
  'GET /api/account/sessions': 'staff',
  'DELETE /api/account/sessions/:id': 'staff',
  'POST /api/account/sessions/end-others': 'staff',
  'POST /api/account/second-factor': 'staff',
  'POST /api/account/second-factor/confirm': 'staff',
  'POST /api/account/second-factor/recovery-codes': 'staff',
  'POST /api/account/second-factor/remove': 'staff',
  'GET /api/events': 'staff',
  'GET /api/merchants': 'staff',
  'GET /api/preferences': 'staff',
  'PUT /api/preferences/profile': 'staff',
  'PUT /api/preferences/home': 'staff',
  'PUT /api/preferences/navigation': 'staff',
  'GET /api/notifications': 'staff',
  'GET /api/notifications/count': 'staff',
  'POST /api/notifications/:id/read': 'staff',
  'POST /api/notifications/read-all': 'staff',
  'GET /api/notifications/settings': 'staff',
  'PUT /api/notifications/settings': 'staff',
  'PUT /api/notifications/chat': 'staff',
  'GET /api/calendar': 'staff',
  'GET /api/calendar/holidays': 'staff',
  'PUT /api/calendar': 'settings.manage',

  // Work to be done.
  'GET /api/tasks': 'task.read',
  'GET /api/tasks/counts': 'task.read',
  'GET /api/tasks/assignees': 'task.read',
  'GET /api/tasks/:id': 'task.read',
  'POST /api/tasks': 'task.write',
  'PATCH /api/tasks/:id': 'task.write',
  'POST /api/tasks/:id/done': 'task.write',
  'POST /api/tasks/:id/open': 'task.write',
  'POST /api/tasks/:id/snooze': 'task.write',
  'POST /api/tasks/:id/remove': 'task.write',

  // People and roles.
  'GET /api/staff': 'staff.read',
  'PATCH /api/staff/:id': 'staff.manage',
  'POST /api/staff/invitations': 'staff.manage',
  'DELETE /api/staff/invitations/:id': 'staff.manage',
  'GET /api/roles': 'staff.read',
  'POST /api/roles': 'role.manage',
  'PUT /api/roles/:id': 'role.manage',
  'DELETE /api/roles/:id': 'role.manage',
  'GET /api/mailbox': 'mail.read',

  // Customers and what they did.
  'GET /api/customers': 'customer.read',
  'GET /api/customers/overview': 'figures.read',
  'GET /api/customers/:id': 'customer.read',
  'POST /api/customers': 'customer.write',
  'PATCH /api/customers/:id': 'customer.write',
  'GET /api/customers/:id/timeline': 'customer.read',
  'POST /api/customers/:id/notes': 'customer.write',
  'GET /api/customers/:id/orders': 'order.read',
  'GET /api/orders/:id': 'order.read',
  'GET /api/customers/:id/points': 'points.read',
  'GET /api/customers/:id/points/movements': 'points.read',

  // Imports.
  'GET /api/imports': 'import.read',
  'POST /api/imports': 'import.run',
  'GET /api/imports/:id': 'import.read',
  'POST /api/imports/:id/preview': 'import.run',
  'POST /api/imports/:id/start': 'import.run',
  'POST /api/imports/:id/cancel': 'import.run',
  'GET /api/imports/:id/rows': 'import.read',
  'GET /api/imports/:id/report.csv': 'import.read',

  // The points programme. Its rules are public: customers compute with them.
  'GET /api/loyalty/programme': 'points.read',
  'GET /api/loyalty/rules': 'public',
  'POST /api/loyalty/rules': 'points.publish',

  // What customers decided about their data, and what is asked of them.
  'GET /api/consent/catalogue': 'consent.read',
  'POST /api/consent/catalogue/defaults': 'consent.manage',
  'POST /api/consent/terms': 'consent.manage',
  'POST /api/consent/purposes': 'consent.manage',
  'POST /api/consent/purposes/:id/notices': 'consent.manage',
  'PUT /api/consent/purposes/:id/retired': 'consent.manage',
  'GET /api/customers/:id/consents': 'consent.read',
  'GET /api/customers/:id/consents/may-use': 'consent.read',

  // Evidence. An entry shows what it says of a customer; the tree and its seals show hashes.
  'GET /api/journal/source': 'public',
  'GET /api/journal/checkpoint': 'journal.read',
  'GET /api/journal/checkpoints': 'journal.read',
  'GET /api/journal/consistency': 'journal.read',
  'GET /api/journal/inclusion': 'journal.read',
  'GET /api/journal/entries/:id': 'customer.read',
  'GET /api/journal/entries/:id/receipt': 'customer.read',
  'GET /api/journal/:organisationId/checkpoint': 'public',
  'GET /api/journal/:organisationId/key': 'public',
  'GET /api/journal/:organisationId/tile/*': 'public',
  'GET /api/witnesses': 'journal.read',
  'POST /witness/add-checkpoint': 'public',
  'GET /witness/:hash/checkpoint': 'public',
  'GET /witness/key': 'public',
  'GET /api/ledger/overview': 'ledger.read',
  'GET /api/ledger/blocks': 'ledger.read',
  'GET /api/ledger/blocks/:number': 'ledger.read',
  'GET /api/ledger/calls': 'ledger.read',
  'GET /api/ledger/anchors': 'ledger.read',
  'GET /api/ledger/contracts/:name/events': 'ledger.read',

  // Customers themselves.
  'GET /api/portal/welcome': 'public',
  'GET /api/portal/session': 'public',
  'POST /api/portal/auth/code': 'public',
  'POST /api/portal/auth/sign-in': 'public',
  'POST /api/portal/auth/sign-out': 'public',
  'GET /api/portal/me': 'customer',
  'GET /api/portal/timeline': 'customer',
  'GET /api/portal/orders': 'customer',
  'GET /api/portal/orders/:id': 'customer',
  'GET /api/portal/points': 'customer',
  'GET /api/portal/points/movements': 'customer',
  'GET /api/portal/consents': 'customer',
  'POST /api/portal/consents/decisions': 'customer',
  'GET /api/portal/consents/decisions/:id/record': 'customer',
  'GET /api/portal/entries/:id/receipt': 'customer',
  'GET /api/portal/events': 'customer',
}
