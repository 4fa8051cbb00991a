/** The colours of one theme. Every text colour reaches 4.5:1 on `canvas`, `surface` and its own soft ground. */
export interface Palette {
  readonly canvas: string
  readonly surface: string
  readonly raised: string
  readonly sunken: string
  readonly hover: string
  readonly line: string
  /** Edge of a control; 3:1 on its ground (WCAG 1.4.11). */
  readonly edge: string
  readonly text: string
  readonly text2: string
  readonly text3: string
  /** Ground of a primary button, with white text. */
  readonly accent: string
  readonly accentHover: string
  readonly accentText: string
  readonly accentSoft: string
  readonly good: string
  readonly goodSoft: string
  readonly warn: string
  readonly warnSoft: string
  readonly bad: string
  readonly badSoft: string
  readonly focus: string
  readonly shadow: string
  /** Series of a chart, told apart by people with any colour vision. */
  readonly series1: string
  readonly series2: string
  readonly series3: string
  readonly series4: string
}

export const light: Palette = {
  canvas: '#f6f7f9',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f0f2f5',
  hover: '#f3f4f7',
  line: '#e4e7ec',
  edge: '#8b93a1',
  text: '#14171d',
  text2: '#474e5c',
  text3: '#5f6776',
  accent: '#3656d4',
  accentHover: '#2b47b8',
  accentText: '#2f4ec6',
  accentSoft: '#edf1fd',
  good: '#0f6b44',
  goodSoft: '#e5f4ec',
  warn: '#855400',
  warnSoft: '#fcf2dc',
  bad: '#b3261e',
  badSoft: '#fcebea',
  focus: '#3656d4',
  shadow: '0 1px 2px rgb(16 24 40 / 6%), 0 8px 24px rgb(16 24 40 / 8%)',
  series1: '#3656d4',
  series2: '#0e8f8c',
  series3: '#d0831f',
  series4: '#8a5fc7',
}

export const dark: Palette = {
  canvas: '#0f1115',
  surface: '#16191f',
  raised: '#1d2128',
  sunken: '#0b0d10',
  hover: '#1f242c',
  line: '#282d36',
  edge: '#69717f',
  text: '#edeff3',
  text2: '#b6bdc9',
  text3: '#98a0ae',
  accent: '#4a67e8',
  accentHover: '#3d5bdd',
  accentText: '#a3b4ff',
  accentSoft: '#1d2544',
  good: '#62cf9b',
  goodSoft: '#13291f',
  warn: '#e6b453',
  warnSoft: '#2e2411',
  bad: '#ff938a',
  badSoft: '#351917',
  focus: '#a3b4ff',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 45%)',
  series1: '#7c93ff',
  series2: '#3fc1bb',
  series3: '#e9a84f',
  series4: '#b794f0',
}
