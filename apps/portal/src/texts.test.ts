import { checkTexts } from '@candor/ui'
import { describe, expect, it } from 'vitest'
import { checkTexts as checkPageTexts } from './features/check/texts.ts'
import { consentTexts } from './features/consent/texts.ts'
import { documentTexts } from './features/documents/texts.ts'
import { helpTexts } from './features/help/texts.ts'
import { historyTexts } from './features/history/texts.ts'
import { homeTexts } from './features/home/texts.ts'
import { lookTexts } from './features/looks/texts.ts'
import { orderTexts } from './features/orders/texts.ts'
import { publicRulesTexts } from './features/points/public-rules-texts.ts'
import { pointsTexts } from './features/points/texts.ts'
import { profileTexts } from './features/profile/texts.ts'
import { rewardsTexts } from './features/rewards/texts.ts'
import { signInTexts } from './features/sign-in/texts.ts'
import { shellTexts } from './lib/shell-texts.ts'
import { balanceTexts } from './shared/balance-texts.ts'
import { eventTexts } from './shared/event-texts.ts'

describe('texts of the portal', () => {
  it.each([
    shellTexts,
    homeTexts,
    historyTexts,
    pointsTexts,
    rewardsTexts,
    publicRulesTexts,
    consentTexts,
    helpTexts,
    documentTexts,
    orderTexts,
    lookTexts,
    profileTexts,
    signInTexts,
    checkPageTexts,
    balanceTexts,
    eventTexts,
  ])('are complete in Chinese and English: $namespace', (texts) => {
    expect(checkTexts(texts)).toEqual([])
  })
})
