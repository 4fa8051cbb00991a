import { ApiError, importPaths, type ImportSummary, type Problem } from '@candor/api'
import { localeOf, storedLanguage } from '@candor/ui'

export interface UploadProgress {
  readonly sent: number
  readonly total: number
}

const answerOf = (request: XMLHttpRequest): ImportSummary => {
  const answer = JSON.parse(request.responseText) as ImportSummary | Problem
  if (request.status === 201) return answer as ImportSummary
  throw new ApiError(answer as Problem)
}

/**
 * Sends a file and tells how far it is; `fetch` cannot tell that of uploads.
 *
 * @throws ApiError when the server refuses the file; TypeError when it did not get there.
 */
export const uploadImport = (
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<ImportSummary> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', importPaths.upload)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', localeOf(storedLanguage.get()))
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress({ sent: loaded, total }))
    request.addEventListener('load', () => {
      try {
        resolve(answerOf(request))
      } catch (error) {
        reject(error instanceof Error ? error : new TypeError('Failed to read the answer to the upload'))
      }
    })
    request.addEventListener('error', () => reject(new TypeError('Failed to fetch: the upload did not arrive')))
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
