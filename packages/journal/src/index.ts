export { equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, toUtf8 } from './bytes.ts'
export { canonicalJson, type JsonObject, type JsonValue } from './canonical-json.ts'
export { commitmentOf, commitmentOfText, saltLength } from './commitment.ts'
export { canonicalEntry, type EntryPublic, leafHashOf, parseEntry } from './entry.ts'
export { type Failure, type JournalFormatCode, JournalFormatError } from './errors.ts'
export { localHost, logIdOf, originOf, parseOrigin } from './origin.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
  parseSignedCheckpoint,
  signCheckpoint,
} from './note/checkpoint.ts'
export {
  formatNote,
  type NoteSignature,
  type NoteVerdict,
  openNote,
  parseNote,
  type SignedNote,
  signNote,
} from './note/signed-note.ts'
export {
  ed25519Signer,
  ed25519Verifier,
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from './note/verifier-key.ts'
export {
  type AnchorReference,
  formatReceipt,
  issueReceipt,
  type OpenedBody,
  parseReceipt,
  type Receipt,
  receiptMessage,
} from './receipt/format.ts'
export {
  type AnchorReader,
  type ReceiptAccepted,
  type ReceiptCheck,
  type ReceiptEvidence,
  type ReceiptFailureCode,
  type ReceiptRefused,
  type ReceiptVerdict,
  verifyReceipt,
  verifyReceiptOffline,
} from './receipt/verify.ts'
export {
  type ConsistencyClaim,
  type ConsistencyEvidence,
  type ConsistencyVerdict,
  consistencyProof,
  verifyConsistency,
} from './tree/consistency.ts'
export { Frontier, type NodeListener } from './tree/frontier.ts'
export { type AddCheckpoint, formatAddCheckpoint, parseAddCheckpoint } from './witness/add-checkpoint.ts'
export {
  answerAddCheckpoint,
  largestWitnessRequest,
  type Witness,
  type WitnessAnswer,
  type WitnessDecision,
  type Witnessed,
  type WitnessStore,
} from './witness/answer.ts'
export {
  type Cosigner,
  cosignatureTime,
  createCosigner,
  formatSignatureLines,
  formatWitnessKey,
  parseSignatureLines,
  parseWitnessKey,
  witnessKey,
  witnessVerifier,
  withSignatures,
} from './witness/cosignature.ts'
export {
  checkWitnesses,
  isQuorum,
  parsePolicy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
  quorumInWords,
  type WitnessPolicy,
  type WitnessVerdict,
} from './witness/policy.ts'
export { type SplitView, splitViewOf, verifySplitView } from './witness/split-view.ts'
export { emptyRoot, hashChildren, hashLeaf, hashLength } from './tree/hash.ts'
export {
  type InclusionClaim,
  type InclusionEvidence,
  type InclusionVerdict,
  inclusionProof,
  verifyInclusion,
} from './tree/inclusion.ts'
export { type LeafRange, type NodeReader, nodesOf, readRoot, type TreeNode } from './tree/range.ts'
export { type FullTile, TileBuilder } from './tree/tile-builder.ts'
export {
  foldRow,
  hashesOfTile,
  nodeFromTile,
  parseTilePath,
  type SizedTile,
  type TileCoordinates,
  tileOfNode,
  tilePath,
  tilesOf,
  tileWidth,
  tileWidthAt,
} from './tree/tile.ts'
