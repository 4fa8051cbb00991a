import type { Example } from './examples.ts'
import { randomFrom } from './random.ts'

/** What people write to a shop about, in both languages: openings, and the part that tells what it is about. */
const topics: Readonly<Record<string, readonly string[]>> = {
  refund: [
    'I want my money back',
    'please refund the order',
    '我要退款',
    '钱什么时候退给我',
    'the refund has not arrived',
    '退款还没到账',
  ],
  delivery: [
    'where is my parcel',
    'the delivery is late',
    '快递到哪里了',
    '包裹还没有送到',
    'when will it be shipped',
    '什么时候发货',
  ],
  password: [
    'I forgot my password',
    'cannot log in any more',
    '忘记密码了',
    '登录不上去',
    'the reset mail does not come',
    '收不到验证码',
  ],
  points: [
    'how many points do I have',
    'my points are missing',
    '我有多少积分',
    '积分没有到账',
    'can I spend my points',
    '积分怎么用',
  ],
}
const openings = ['hello,', 'hi there', 'excuse me', '你好，', '请问', '麻烦看一下', 'again:', '']
const closings = ['thanks', 'please answer soon', '谢谢', '急', '?', '!!', '', 'order 4711']

export const topicNames: readonly string[] = Object.keys(topics)

/**
 * Made-up messages to a shop with their topics, always the same for the same seed.
 * @param wrong share of messages with a label that is not theirs
 */
export const generateMessages = ({
  texts,
  seed,
  wrong = 0,
}: {
  readonly texts: number
  readonly seed: number
  readonly wrong?: number
}): Example[] => {
  const random = randomFrom(seed)
  const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!
  return Array.from({ length: texts }, () => {
    const topic = oneOf(topicNames)
    const text = `${oneOf(openings)} ${oneOf(topics[topic]!)} ${oneOf(closings)}`.trim()
    return { text, label: random() < wrong ? oneOf(topicNames) : topic }
  })
}
