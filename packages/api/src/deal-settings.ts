import { z } from 'zod'
import { currency } from './common.ts'
import { bilingual } from './consent-catalogue.ts'
import { dealNeeds, dealOutcomes, dealTones, mostDealReasons, mostPipelines, mostStages } from './deal-words.ts'
import { defineRoute } from './route.ts'

/** A name for programs; it never changes and is never given to something else. */
export const dealKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** A step that deals of a pipeline go through. */
export const dealStage = z.strictObject({
  key: dealKey,
  name: bilingual,
  /** How likely a deal in this stage is won, in per cent. */
  probability: z.number().int().min(0).max(100),
  tone: z.enum(dealTones),
  /** What has to be known of a deal before it enters. */
  needs: z.array(z.enum(dealNeeds)).max(dealNeeds.length),
  archived: z.boolean(),
})
export type DealStage = z.infer<typeof dealStage>

/** Stages in the order in which deals go through them. */
export const dealPipeline = z.strictObject({
  key: dealKey,
  name: bilingual,
  stages: z.array(dealStage).min(1).max(mostStages),
  archived: z.boolean(),
})
export type DealPipeline = z.infer<typeof dealPipeline>

/** Why deals are won or lost. */
export const dealReason = z.strictObject({
  key: dealKey,
  outcome: z.enum(dealOutcomes),
  name: bilingual,
  retired: z.boolean(),
})
export type DealReason = z.infer<typeof dealReason>

/** How an organisation sells. The first pipeline that is not archived is the usual one. */
export const dealSettings = z.strictObject({
  pipelines: z.array(dealPipeline).min(1).max(mostPipelines),
  reasons: z.array(dealReason).max(mostDealReasons),
  /** Days without a change after which an open deal counts as stalled. */
  stalledAfter: z.number().int().min(1).max(365),
})
export type DealSettings = z.infer<typeof dealSettings>

const place = z.strictObject({ pipeline: dealKey, stage: dealKey })
export type DealPlace = z.infer<typeof place>

export const dealSettingsRoutes = {
  get: defineRoute({
    id: 'getDealSettings',
    method: 'GET',
    path: '/api/deal-settings',
    access: { right: 'deal.read' },
    tag: 'Deals',
    summary: 'Pipelines with their stages, reasons for winning and losing; version 0 until somebody changes them',
    response: z.object({
      version: z.number().int(),
      settings: dealSettings,
      /** Of deals for which no other one is said. */
      currency,
    }),
  }),
  set: defineRoute({
    id: 'setDealSettings',
    method: 'PUT',
    path: '/api/deal-settings',
    access: { right: 'deal.manage' },
    tag: 'Deals',
    summary:
      'Set pipelines and reasons; open deals of a stage that is archived need a stage to go to, otherwise it is refused and says how many there are',
    body: z.strictObject({
      version: z.number().int().min(0),
      settings: dealSettings,
      /** Where open deals go whose stage or pipeline is archived. */
      moves: z
        .array(z.strictObject({ from: place, to: place }))
        .max(mostPipelines * mostStages)
        .default([]),
    }),
    response: z.object({ version: z.number().int(), moved: z.number().int() }),
    idempotent: true,
  }),
} as const
