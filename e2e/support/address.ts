/** The port of the server under test; another one by `E2E_PORT`. */
export const port = Number(process.env['E2E_PORT'] ?? 4210)
export const baseURL = `http://127.0.0.1:${port}`
