import { normalise } from './softmax.ts'

/** Scores of texts that the model had not seen, with their true labels. */
export type Unseen = {
  readonly labelCount: number
  /** Scores of text `i` from `i × labelCount` on. */
  readonly scores: Float64Array
  readonly labels: Int32Array
}

/** How scores become probabilities that mean what they say. */
export type Calibration = {
  /** What scores are divided by: above 1 the model was too sure of itself, below too timid. */
  readonly temperature: number
  /** How probable it is that a label has nothing to do with its text: people err, and some texts say nothing. */
  readonly doubt: number
}

/** Turns scores into calibrated probabilities, in place. */
export const calibrate = (scores: Float64Array, { temperature, doubt }: Calibration): void => {
  normalise(scores, temperature)
  for (let label = 0; label < scores.length; label += 1) {
    scores[label] = scores[label]! * (1 - doubt) + doubt / scores.length
  }
}

/** Mean logarithmic loss of the true labels. */
export const logLoss = ({ labelCount, scores, labels }: Unseen, calibration: Calibration): number => {
  let loss = 0
  for (const [text, label] of labels.entries()) {
    const own = scores.slice(text * labelCount, (text + 1) * labelCount)
    calibrate(own, calibration)
    loss -= Math.log(Math.max(own[label]!, 1e-12))
  }
  return loss / Math.max(1, labels.length)
}

const golden = (Math.sqrt(5) - 1) / 2

/** Where a function of one valley is lowest (golden-section search). */
const lowest = (loss: (at: number) => number, from: number, to: number): number => {
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [leftLoss, rightLoss] = [loss(left), loss(right)]
  for (let round = 0; round < 14; round += 1) {
    if (leftLoss < rightLoss) {
      ;[high, right, rightLoss] = [right, left, leftLoss]
      left = high - golden * (high - low)
      leftLoss = loss(left)
    } else {
      ;[low, left, leftLoss] = [left, right, rightLoss]
      right = low + golden * (high - low)
      rightLoss = loss(right)
    }
  }
  return (low + high) / 2
}

const rounds = 4
/** Probabilities that are looked at in each step: of more texts, every so-manyth is taken. */
const mostProbabilities = 1_000_000

/** As many of the texts as suffice, evenly spread. */
const sampleOf = (unseen: Unseen): Unseen => {
  const { labelCount, scores, labels } = unseen
  const each = Math.ceil((labels.length * labelCount) / mostProbabilities)
  if (each === 1) return unseen
  const texts = Int32Array.from({ length: Math.floor(labels.length / each) }, (_, at) => at * each)
  const own = new Float64Array(texts.length * labelCount)
  for (const [at, text] of texts.entries()) {
    own.set(scores.subarray(text * labelCount, (text + 1) * labelCount), at * labelCount)
  }
  return { labelCount, scores: own, labels: texts.map((text) => labels[text]!) }
}

/**
 * The calibration under which the labels of unseen texts are least surprising: temperature scaling (Guo and others, 2017) and a share of
 * doubt, found in turns.
 */
export const calibrationFor = (all: Unseen): Calibration => {
  let calibration: Calibration = { temperature: 1, doubt: 0.01 }
  if (all.labels.length === 0) return calibration
  const unseen = sampleOf(all)
  for (let round = 0; round < rounds; round += 1) {
    const { doubt } = calibration
    const logarithm = lowest(
      (at) => logLoss(unseen, { temperature: Math.exp(at), doubt }),
      Math.log(0.05),
      Math.log(10),
    )
    const temperature = Math.exp(logarithm)
    calibration = { temperature, doubt: lowest((at) => logLoss(unseen, { temperature, doubt: at }), 0, 0.5) }
  }
  return calibration
}
