/** Currencies whose minor unit is not a hundredth: ISO 4217:2015, list one, column "minor unit". */
const unusual: Readonly<Record<string, 0 | 3 | 4>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** Decimal places of a currency: 2 for GBP, 0 for JPY, 3 for KWD (ISO 4217). */
export const minorDigits = (currency: string): number => unusual[currency] ?? 2
