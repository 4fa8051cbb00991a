/** A likelihood as it is shown: nothing is ever quite certain. */
export const chanceOf = (probability: number): number => Math.min(probability, 0.999)
