import { existsSync } from 'node:fs'

const known = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
)

/** The browser to test with: `CHROMIUM_PATH`, or where Debian and its kin put it. */
export const chromiumPath = (): string => {
  const given = process.env['CHROMIUM_PATH']
  const found = given ?? known.find((path) => existsSync(path))
  if (found === undefined)
    throw new Error(
      `There is no Chromium at ${known.join(', ')}. Install it (apt-get install chromium) or set CHROMIUM_PATH.`,
    )
  return found
}
