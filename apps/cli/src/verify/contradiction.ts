/** The ledger says something else of an anchor than the receipt does. */
export class AnchorContradiction extends Error {
  override readonly name = 'AnchorContradiction'
}
