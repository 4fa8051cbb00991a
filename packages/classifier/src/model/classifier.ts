import type { Routing } from '../evaluate/routing.ts'
import { calibrate, type Calibration } from '../learn/calibrate.ts'
import { scoresOf, type Weights } from '../learn/softmax.ts'
import { tokensOf, type Tokens } from '../text/tokens.ts'
import { vectoriser, type Vector } from '../vectors/vectorise.ts'
import type { Vocabulary } from '../vectors/vocabulary.ts'
import { reasonsFor, type Reason } from './reasons.ts'

/** All that a classifier consists of. */
export type Model = {
  /** The labels, in the order of the weights. */
  readonly labels: readonly string[]
  readonly vocabulary: Vocabulary
  readonly weights: Weights
  readonly calibration: Calibration
  /** How it did on examples held out while learning, and from which probability on texts may be routed by it. */
  readonly heldOut: { readonly texts: number; readonly accuracy: number; readonly logLoss: number }
  readonly routing: Routing
}

/** A label and how probable it is. */
export type Ranked = { readonly label: string; readonly probability: number }

/** What a classifier says of a text. */
export type Answer = {
  /** The labels, the most probable first. */
  readonly ranked: readonly Ranked[]
  /** The words that spoke for the first label, the strongest first. */
  readonly reasons: readonly Reason[]
  /** Whether anything in the text is known; if not, the ranking only says what is frequent. */
  readonly isUnderstood: boolean
  /** Whether it is sure enough to route the text by itself. */
  readonly isRouted: boolean
}

/** Tells of a text which label it has. Holds room to work in, so one is made and used for many texts. */
export class Classifier {
  readonly model: Model
  readonly #vectorise: (tokens: Tokens) => Vector

  constructor(model: Model) {
    this.model = model
    this.#vectorise = vectoriser(model.vocabulary)
  }

  /** The probabilities of all labels, in the order of the model. */
  probabilities(text: string): Float64Array {
    return this.#judged(tokensOf(text, this.model.vocabulary.longest)).probabilities
  }

  /**
   * Ranks the labels for a text.
   * @param most how many labels and how many reasons are wanted at most
   */
  classify(text: string, most: { readonly labels?: number; readonly reasons?: number } = {}): Answer {
    const tokens = tokensOf(text, this.model.vocabulary.longest)
    const { probabilities, vector } = this.#judged(tokens)
    const order = [...probabilities.keys()].toSorted((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    const [best] = order as [number]
    const isUnderstood = vector.features.length > 0
    const { threshold } = this.model.routing
    return {
      ranked: order
        .slice(0, most.labels ?? 5)
        .map((label) => ({ label: this.model.labels[label]!, probability: probabilities[label]! })),
      reasons: reasonsFor(this.model, tokens, vector, best, most.reasons ?? 5),
      isUnderstood,
      isRouted: isUnderstood && threshold !== null && probabilities[best]! >= threshold,
    }
  }

  #judged(tokens: Tokens): { probabilities: Float64Array; vector: Vector } {
    const vector = this.#vectorise(tokens)
    const probabilities = scoresOf(this.model.weights, vector)
    calibrate(probabilities, this.model.calibration)
    return { probabilities, vector }
  }
}
