interface BrandMarkProps {
  readonly size?: number
}

/** A page whose last line is ticked: the record that can be checked. */
export const BrandMark = ({ size = 24 }: BrandMarkProps) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden focusable="false">
    <rect width="24" height="24" rx="6.5" fill="var(--c-accent)" />
    <path d="M7 8h10M7 12h4.5" stroke="#fff" strokeOpacity=".72" strokeWidth="1.9" strokeLinecap="round" />
    <path d="m9.2 15.6 2.6 2.4 5.4-6" stroke="#fff" strokeWidth="2.1" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
