import { ApiError, type Problem } from '@candor/api'
import { localeOf, storedLanguage } from '@candor/ui'

export interface UploadProgress {
  readonly sent: number
  readonly total: number
}

/**
 * Sends a file and tells how far it is; `fetch` cannot tell that of uploads.
 *
 * @param path where the server takes it, answering 201
 * @throws ApiError when the server refuses the file; TypeError when it did not get there.
 */
export const uploadFile = <Answer>(
  path: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', localeOf(storedLanguage.get()))
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress({ sent: loaded, total }))
    request.addEventListener('load', () => {
      try {
        const answer = JSON.parse(request.responseText) as Answer | Problem
        if (request.status === 201) resolve(answer as Answer)
        else reject(new ApiError(answer as Problem))
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
