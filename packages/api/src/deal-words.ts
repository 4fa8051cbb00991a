/** Where a deal stands: being worked on, or how it ended. */
export const dealStates = ['open', 'won', 'lost'] as const
export type DealState = (typeof dealStates)[number]

/** How a deal can end. */
export const dealOutcomes = ['won', 'lost'] as const
export type DealOutcome = (typeof dealOutcomes)[number]

/** What a stage can ask to be known of a deal before it enters. `party` is a customer or a company. */
export const dealNeeds = ['amount', 'closeDay', 'party', 'nextStep'] as const
export type DealNeed = (typeof dealNeeds)[number]

/** Colours of stages, by tones that light and dark screens have. */
export const dealTones = ['blue', 'teal', 'amber', 'violet', 'grey'] as const
export type DealTone = (typeof dealTones)[number]

/** Where deals come from. */
export const dealSources = ['website', 'referral', 'event', 'outbound', 'partner', 'existing', 'other'] as const
export type DealSource = (typeof dealSources)[number]

/** Orders of a list of deals; those that are closed are always in the order in which they were closed. */
export const dealSorts = ['closeDay', '-closeDay', 'amount', '-amount', 'changedAt', '-changedAt'] as const
export type DealSort = (typeof dealSorts)[number]

/** How much of everything an organisation can have. */
export const mostPipelines = 20
export const mostStages = 20
export const mostDealReasons = 100
/** So many deals at once leave a stage that is archived. */
export const mostMovedDeals = 500
