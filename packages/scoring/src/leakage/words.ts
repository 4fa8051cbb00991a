/** Words in the name of a column that speak of what comes after somebody was contacted, or of the outcome. */
const inNames =
  /\b(?:last|notable|final|duration|outcome|result|status|stage|reason|tags?|quality|disposition|response|replied|repl(?:y|ies)|follow|feedback|contacted|converted|conversion|closed?|won|lost|revenue|invoice|paid|refund|churn(?:ed)?|score|grade|rating|profile)\b|时长|结果|状态|阶段|原因|反馈|跟进|最后|最近|成交|回访|评分|评级/i

/** Words in values that tell of a contact, or judge a lead. */
const inValues =
  /\b(?:call(?:ed|s)?|ring(?:ing)?|phone conversation|voicemail|switched off|busy|unreachable|not reachable|invalid number|wrong number|e-?mail (?:opened|sent|bounced|link clicked|received|replied)|sms sent|unsubscribed|repl(?:y|ied)|revert|interested|not interested|closed|won|lost|potential|relevance|qualified|worst|hot|cold|might be|not sure|opted out|already a|diploma holder)\b|已联系|通话|回复|有意向|无意向|感兴趣|成交|丢单|无人接听|关机|高意向/i

const separated = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_\-.]+/g, ' ')

/** Whether the name of a column hints that it is filled late. Never enough by itself. */
export const hintsInName = (name: string): boolean => inNames.test(separated(name))

/** Whether several values of a column hint at that. */
export const hintsInValues = (choices: readonly string[]): boolean =>
  choices.filter((choice) => inValues.test(separated(choice))).length >= 2
