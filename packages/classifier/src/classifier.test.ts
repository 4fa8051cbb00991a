import { describe, expect, it } from 'vitest'
import { classifierErrorCodes, Classifier, crossValidate, evaluate, parse, serialise, train } from './index.ts'
import { generateMessages, topicNames } from './testing.ts'

const messages = generateMessages({ texts: 600, seed: 3 })
const others = generateMessages({ texts: 200, seed: 4 })
const classifier = train(messages)

describe('a classifier that learnt from labelled texts', () => {
  it('labels texts it has never seen, in Chinese, English and both at once', () => {
    const given = others.map(({ text }) => classifier.classify(text).ranked[0]!.label)
    const { accuracy, macroF1 } = evaluate(
      others.map(({ label }) => label),
      given,
    )
    expect(accuracy).toBeGreaterThan(0.98)
    expect(macroF1).toBeGreaterThan(0.98)
    expect(classifier.classify('hello, 我的包裹 parcel 没有送到').ranked[0]!.label).toBe('delivery')
  })

  it('ranks all labels by probabilities that add up to one', () => {
    const { ranked } = classifier.classify('I forgot my password', { labels: 10 })
    expect(ranked.map(({ label }) => label).toSorted()).toEqual(topicNames.toSorted())
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
    expect(ranked.map(({ probability }) => probability)).toEqual(
      ranked.map(({ probability }) => probability).toSorted((a, b) => b - a),
    )
  })

  it('says which words spoke for the label', () => {
    const english = classifier.classify('hello, please refund the order').reasons
    expect(english.map(({ word }) => word)).toContain('refund')
    expect(english.every(({ weight }) => weight > 0)).toBe(true)
    expect(classifier.classify('你好，我有多少积分').reasons[0]!.word).toContain('积分')
  })

  it('says so when it understands nothing, and routes nothing then', () => {
    for (const text of ['', '   ', 'ѬѪѨ', '🦩']) {
      expect(classifier.classify(text)).toMatchObject({ isUnderstood: false, isRouted: false, reasons: [] })
    }
  })

  it('takes capitals, full-width letters and words cut by blanks for the same', () => {
    const plain = classifier.probabilities('where is my parcel 快递到哪里了')
    expect(classifier.probabilities('ＷＨＥＲＥ is MY Parcel 快递 到 哪里 了')).toEqual(plain)
  })

  it('is the same for the same examples', () => {
    expect(serialise(train(messages).model)).toEqual(serialise(classifier.model))
  })

  it('is the same after it was stored', () => {
    const bytes = serialise(classifier.model)
    const read = new Classifier(parse(bytes))
    expect(read.classify('我要退款')).toEqual(classifier.classify('我要退款'))
    const changed = Uint8Array.from(bytes)
    changed[changed.length - 9]! ^= 1
    for (const broken of [changed, bytes.slice(0, -1), new Uint8Array(0), Buffer.from('{}\n')]) {
      expect(() => parse(broken)).toThrow(expect.objectContaining({ code: 'CLASSIFIER_DAMAGED_MODEL' }))
    }
  })

  it('finds a rare label among frequent ones', () => {
    const rare = [
      'the invoice has no tax number',
      '请开发票',
      'invoice for last month',
      '发票抬头写错了',
      'no invoice in the mail',
    ].map((text) => ({ text, label: 'invoice' }))
    const found = train([...messages, ...rare])
    expect(found.classify('my invoice is wrong').ranked[0]!.label).toBe('invoice')
    expect(found.classify('发票没收到').ranked[0]!.label).toBe('invoice')
  })
})

describe('what can be learnt is measured', () => {
  const doubtful = generateMessages({ texts: 900, seed: 5, wrong: 0.2 })
  const measured = crossValidate(doubtful, { precision: 0.9, folds: 3 })

  it('on each text by a model that had not learnt from it', () => {
    // A fifth has a random label, of which a quarter is right by chance: nobody can do better than 85 %.
    expect(measured.evaluation.texts).toBe(900)
    expect(measured.evaluation.accuracy).toBeGreaterThan(0.78)
    expect(measured.evaluation.accuracy).toBeLessThan(0.9)
    expect(measured.answers).toHaveLength(900)
  })

  it('with probabilities that mean what they say', () => {
    const mean = measured.answers.reduce((sum, { probability }) => sum + probability, 0) / 900
    expect(Math.abs(mean - measured.evaluation.accuracy)).toBeLessThan(0.05)
  })

  it('beside the yardsticks', () => {
    const { majority, naiveBayes } = measured.baselines
    expect(majority.accuracy).toBeLessThan(0.35)
    expect(naiveBayes.accuracy).toBeGreaterThan(majority.accuracy)
  })

  it('with the same folds for the same seed', () => {
    const again = crossValidate(doubtful, { precision: 0.9, folds: 3 })
    expect(again.answers).toEqual(measured.answers)
  })
})

describe('nothing can be learnt', () => {
  it.each([
    ['from nothing', [], classifierErrorCodes[0]],
    ['from blanks', [{ text: ' ', label: 'a' }], classifierErrorCodes[0]],
    [
      'from one label',
      [
        { text: 'x', label: 'a' },
        { text: 'y', label: 'a' },
      ],
      classifierErrorCodes[1],
    ],
    [
      'from a label for each text',
      Array.from({ length: 5001 }, (_, at) => ({ text: 'x', label: String(at) })),
      classifierErrorCodes[2],
    ],
  ])('%s', (_, examples, code) => {
    expect(() => train(examples)).toThrow(expect.objectContaining({ code }))
  })

  it('but two texts are enough to go through', () => {
    const two = [
      { text: 'yes', label: 'a' },
      { text: 'no', label: 'b' },
    ]
    expect(train(two).classify('yes').ranked[0]!.label).toBe('a')
    expect(crossValidate(two).evaluation.texts).toBe(2)
  })
})
