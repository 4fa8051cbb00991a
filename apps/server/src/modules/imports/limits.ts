/** How much an import may be. */
export type ImportLimits = {
  /** Most bytes of an uploaded file. */
  readonly fileSize: number
  /** Most bytes after decompression. */
  readonly contentSize: number
}

/** @param fileSize most bytes of an uploaded file; unpacked it may have sixteen times as many */
export const limitsOf = (fileSize: number): ImportLimits => ({ fileSize, contentSize: fileSize * 16 })
