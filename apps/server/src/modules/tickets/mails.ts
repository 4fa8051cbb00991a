/** Why a customer is written to. */
export type MailReason = 'replied' | 'solved'

type Facts = {
  readonly organisation: string
  readonly number: number
  /** The answer, where there is one. */
  readonly text: string | undefined
  readonly link: string
}

/** Who shows a subject line on a locked screen shows nothing but the number of the request. */
const subjects = {
  en: {
    replied: ({ organisation, number }: Facts) => `${organisation}: an answer to your request #${number}`,
    solved: ({ organisation, number }: Facts) => `${organisation}: is your request #${number} solved?`,
  },
  zh: {
    replied: ({ organisation, number }: Facts) => `${organisation}：您的请求 #${number} 有新回复`,
    solved: ({ organisation, number }: Facts) => `${organisation}：您的请求 #${number} 是否已解决？`,
  },
}

const closings = {
  en: {
    replied: 'See the whole request and answer here:',
    solved: 'We believe that this is solved. Confirm it, or open it again, here:',
  },
  zh: {
    replied: '在此查看完整请求并回复：',
    solved: '我们认为此事已解决。请在此确认或重新打开：',
  },
}

/** The mail that brings a customer the answer to a request, or asks whether it is solved. */
export const customerMail = (
  language: 'en' | 'zh',
  reason: MailReason,
  facts: Facts,
): { subject: string; text: string } => {
  const closing = `${closings[language][reason]}\n${facts.link}\n`
  return {
    subject: subjects[language][reason](facts),
    text: facts.text === undefined ? closing : `${facts.text}\n\n—\n${closing}`,
  }
}
