/** What of a profile is compared with other profiles. */
export const comparedFields = ['name', 'email', 'phone', 'address', 'city', 'country'] as const

/** Parts of a profile of which one customer's value stays in a merge. Further addresses and numbers of both always stay. */
export const mergeFields = ['name', 'email', 'phone', 'address', 'language'] as const
