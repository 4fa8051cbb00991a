export { columnTypes, isColumnType, type ColumnType } from './column/type.ts'
export { jaroWinkler } from './compare/jaro-winkler.ts'
export { editDistance } from './compare/edit-distance.ts'
export { levelCount, levelNames, levels, type LevelName } from './compare/level.ts'
export { linkings, type Linking } from './decide/link.ts'
export { MatchingError, type MatchingErrorCode } from './errors.ts'
export { evaluateGroups, evaluateLinks, type Evaluation } from './evaluate.ts'
export { match, type MatchOptions, type MatchResult } from './match.ts'
export { stages, type Stage } from './pause.ts'
export type { ColumnUse } from './prepare.ts'
export {
  byWeight,
  explain,
  perhapsPairs,
  samePairs,
  worthLooking,
  type ColumnEvidence,
  type FoundPair,
} from './results.ts'
export { soundKey } from './phonetic/sound-key.ts'
export {
  assumedScoring,
  completedScoring,
  learntScoring,
  type NamedColumn,
  type ScoringColumn,
  type ScoringModel,
} from './score/scoring-model.ts'
export { scorePairs, type PairScore } from './score/score-pairs.ts'
export { guessType, type Guess } from './table/guess.ts'
export { headerWords, promisedType } from './table/header.ts'
export { TableBuilder, type RawColumn, type Table } from './table/table.ts'
