import styles from './entrance.module.css'

const rows = [118, 150, 96, 132] as const

/** Four records, joined into one tree under one seal: the idea of the product as a drawing. */
export const SealedRecords = () => (
  <svg viewBox="0 0 360 220" className={styles['drawing']} aria-hidden focusable="false">
    {rows.map((width, index) => (
      <g key={width} transform={`translate(0 ${12 + index * 50})`}>
        <rect width="188" height="38" rx="9" className={styles['drawCard']} />
        <circle cx="20" cy="19" r="7" className={styles['drawDot']} />
        <rect x="36" y="11" width={width - 22} height="6" rx="3" className={styles['drawLine']} />
        <rect x="36" y="22" width={(width - 22) * 0.6} height="5" rx="2.5" className={styles['drawFaint']} />
      </g>
    ))}
    <g className={styles['drawJoin']} fill="none">
      <path d="M188 31h26a8 8 0 0 1 8 8v34a8 8 0 0 1-8 8h-26" />
      <path d="M188 131h26a8 8 0 0 1 8 8v34a8 8 0 0 1-8 8h-26" />
      <path d="M222 56h24a8 8 0 0 1 8 8v84a8 8 0 0 1-8 8h-24" />
      <path d="M254 106h22" />
    </g>
    <circle cx="306" cy="106" r="30" className={styles['drawSeal']} />
    <path d="m293 107 9 9 18-20" className={styles['drawTick']} fill="none" />
  </svg>
)
