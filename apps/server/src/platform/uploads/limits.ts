/** How much an upload may be. */
export type UploadLimits = {
  /** Most bytes of an uploaded file. */
  readonly fileSize: number
  /** Most bytes after decompression. */
  readonly contentSize: number
}

/** @param fileSize most bytes of an uploaded file; unpacked it may have sixteen times as many */
export const limitsOf = (fileSize: number): UploadLimits => ({ fileSize, contentSize: fileSize * 16 })
