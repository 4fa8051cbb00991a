/** Customers that the file makes, and rows further down that change some of them again. */
export const made = 4_000
export const changed = 500

/** A file that is read by a thread, stored in batches side by side, and has rows that speak of a customer who is there. */
export const people = (): string => {
  const row = (at: number, city: string): string =>
    `K${at},Person ${at},p${at}@example.com,+44 20 7946 ${String(at).padStart(4, '0')},${city}\n`
  const rows = Array.from({ length: made }, (_, at) => row(at, 'Bath'))
  const again = Array.from({ length: changed }, (_, at) => row(at * 5, 'Leeds'))
  return `Reference,Name,Email,Phone,City\n${rows.join('')}${again.join('')}`
}
