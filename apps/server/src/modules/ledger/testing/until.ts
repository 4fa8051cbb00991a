/** Asks again and again until there is an answer. @throws Error when there is none within 40 seconds */
export const until = async <T>(ask: () => Promise<T | null | undefined>): Promise<T> => {
  const deadline = Date.now() + 40_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null) return answer
    if (Date.now() > deadline) throw new Error('this did not happen within 40 seconds')
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
}
