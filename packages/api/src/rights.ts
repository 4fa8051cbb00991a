/**
 * What a member of staff may do: an object and an action. Each route that is for staff names the one right it needs,
 * and nothing else decides.
 */
export const rights = [
  'figures.read',
  'customer.read',
  'customer.write',
  'customer.merge',
  'customer.bin',
  'customer.export',
  'list.manage',
  'field.manage',
  'order.read',
  'task.read',
  'task.write',
  'deal.read',
  'deal.write',
  'deal.manage',
  'sales.read',
  'sales.write',
  'sales.approve',
  'sales.manage',
  'ticket.read',
  'ticket.write',
  'service.manage',
  'import.read',
  'import.run',
  'points.read',
  'points.publish',
  'points.till',
  'consent.read',
  'consent.manage',
  'privacy.manage',
  'event.read',
  'event.manage',
  'lifecycle.manage',
  'journal.read',
  'ledger.read',
  'mail.read',
  'staff.read',
  'staff.manage',
  'role.manage',
  'settings.manage',
  'webhook.manage',
] as const
export type Right = (typeof rights)[number]

/** Whether a text names a right of this version. */
export const isRight = (text: string): text is Right => (rights as readonly string[]).includes(text)

/** The roles that every organisation has. What else it needs it makes of rights itself: see custom roles. */
export const roles = [
  'owner',
  'administrator',
  'manager',
  'sales',
  'service',
  'marketing',
  'analyst',
  'auditor',
  'privacy-officer',
  'partner',
] as const
export type Role = (typeof roles)[number]

/** Whether a text names one of the roles that every organisation has. */
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

const evidence = ['journal.read', 'ledger.read'] as const satisfies readonly Right[]
const customers = [
  'customer.read',
  'order.read',
  'task.read',
  'deal.read',
  'sales.read',
  'ticket.read',
  'points.read',
  'consent.read',
  ...evidence,
] as const satisfies readonly Right[]

/**
 * The one place that says what each role may do. An administrator sets people and roles up and sees no customer;
 * outgoing mail holds sign-in codes, so it is for owners alone.
 */
export const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  owner: rights,
  administrator: [
    'figures.read',
    'event.read',
    'event.manage',
    'import.read',
    'import.run',
    ...evidence,
    'staff.read',
    'staff.manage',
    'role.manage',
    'field.manage',
    'service.manage',
    'settings.manage',
    'webhook.manage',
  ],
  manager: [
    ...customers,
    'field.manage',
    'lifecycle.manage',
    'event.read',
    'event.manage',
    'customer.write',
    'customer.merge',
    'customer.bin',
    'customer.export',
    'list.manage',
    'task.write',
    'deal.write',
    'deal.manage',
    'sales.write',
    'sales.approve',
    'sales.manage',
    'ticket.write',
    'service.manage',
    'figures.read',
    'import.read',
    'import.run',
    'points.publish',
    'points.till',
    'staff.read',
  ],
  sales: [
    ...customers,
    'customer.write',
    'customer.bin',
    'task.write',
    'deal.write',
    'sales.write',
    'ticket.write',
    'points.till',
    'figures.read',
    'import.read',
    'import.run',
  ],
  service: [
    ...customers,
    'customer.write',
    'customer.merge',
    'task.write',
    'ticket.write',
    'points.till',
    'figures.read',
  ],
  marketing: [
    'lifecycle.manage',
    'event.read',
    'event.manage',
    'customer.read',
    'customer.export',
    'order.read',
    'task.read',
    'task.write',
    'deal.read',
    'points.read',
    'consent.read',
    'figures.read',
  ],
  analyst: ['figures.read', 'event.read', 'points.read', 'import.read', ...evidence],
  auditor: [...customers, 'event.read', 'figures.read', 'import.read', 'staff.read'],
  'privacy-officer': [
    ...customers,
    'consent.manage',
    'privacy.manage',
    'event.read',
    'figures.read',
    'import.read',
    'staff.read',
  ],
  partner: [...evidence],
}

/** What the roles are called. */
export const roleNames: Readonly<Record<Role, { readonly name: string; readonly nameZh: string }>> = {
  owner: { name: 'Owner', nameZh: '所有者' },
  administrator: { name: 'Administrator', nameZh: '管理员' },
  manager: { name: 'Manager', nameZh: '经理' },
  sales: { name: 'Sales', nameZh: '销售' },
  service: { name: 'Service', nameZh: '客服' },
  marketing: { name: 'Marketing', nameZh: '市场' },
  analyst: { name: 'Analyst', nameZh: '分析员' },
  auditor: { name: 'Auditor', nameZh: '审计员' },
  'privacy-officer': { name: 'Privacy officer', nameZh: '隐私专员' },
  partner: { name: 'Partner', nameZh: '合作伙伴' },
}
