/** What people can ask for about their own data. */
export const subjectRequestKinds = [
  'access',
  'correction',
  'portability',
  'restriction',
  'objection',
  'erasure',
] as const
export type SubjectRequestKind = (typeof subjectRequestKinds)[number]

export const subjectRequestStates = ['open', 'done', 'refused', 'withdrawn'] as const
export type SubjectRequestState = (typeof subjectRequestStates)[number]

/** Laws whose clocks the desk knows. */
export const subjectLaws = ['gdpr', 'pipl', 'ccpa'] as const
export type SubjectLaw = (typeof subjectLaws)[number]

export type LegalSpan = { readonly count: number; readonly unit: 'months' | 'days' | 'working-days' }

/** By when a request has to be answered, and by how much that may be put off, once, with a reason. */
export type LegalClock = { readonly first: LegalSpan; readonly extension: LegalSpan | null; readonly source: string }

/**
 * The clocks, with where they are written. A month ends on the same day of the next one, or on its last day where there
 * is no such day. Working days are those on which the organisation is open.
 */
export const legalClocks: Readonly<Record<SubjectLaw, LegalClock>> = {
  gdpr: {
    first: { count: 1, unit: 'months' },
    extension: { count: 2, unit: 'months' },
    source: 'Regulation (EU) 2016/679, article 12(3)',
  },
  pipl: {
    first: { count: 15, unit: 'working-days' },
    extension: null,
    source:
      'Personal Information Protection Law of the PRC, article 50 (promptly); Method for identifying illegal collection and use of personal information by apps (2019), article 6 (15 working days)',
  },
  ccpa: {
    first: { count: 45, unit: 'days' },
    extension: { count: 45, unit: 'days' },
    source: 'California Civil Code, section 1798.130(a)(2)',
  },
}

/**
 * The law by which a customer's request is counted unless staff choose another one.
 * @param country ISO 3166-1 alpha-2; all others are counted by the GDPR, the strictest that is spread widest
 */
export const lawOfCountry = (country: string | null | undefined): SubjectLaw => {
  if (country === 'CN') return 'pipl'
  return country === 'US' ? 'ccpa' : 'gdpr'
}

/** Kinds whose answer is a package of data to take away. */
export const packageKinds: readonly SubjectRequestKind[] = ['access', 'portability']

/** How long a package can be taken after the request was answered. */
export const packageDays = 30

/** What limits the use of a customer's data. */
export const useLimitKinds = ['restriction', 'objection'] as const
export type UseLimitKind = (typeof useLimitKinds)[number]

/** Entries about a customer that only staff see: the customer is not told of a legal hold before it is used. */
export const privatePrivacyKinds = ['privacy.hold-set', 'privacy.hold-released'] as const
