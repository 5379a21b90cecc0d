const PATHS = [
  { words: 'forward', className: 'p-fwd' },
  { words: 'return', className: 'p-ret' },
  { words: 'if mended', className: 'p-asif' },
  { words: 'lookup', className: 'p-look' },
] as const

const Sample = ({ children }: { readonly children: React.ReactNode }) => (
  <svg width="26" height="12" aria-hidden="true">
    {children}
  </svg>
)

/** What each kind of line means. */
export function Legend() {
  return (
    <ul className="float legend" aria-label="Legend">
      {PATHS.map(({ words, className }) => (
        <li key={words}>
          <Sample>
            <path className={className} d="M2 6h22" strokeLinecap="round" />
          </Sample>
          {words}
        </li>
      ))}
      <li className="vl k-line">
        <Sample>
          <path className="l-tube-edge" d="M1 6h24" strokeWidth="10" />
          <path className="l-tube" d="M1 6h24" />
        </Sample>
        tunnel
      </li>
      <li className="k-line">
        <Sample>
          <path className="l-bgp" d="M5 6h17" />
          <path className="l-bgp-end" d="M3 2.5l3.5 3.5L3 9.5-.5 6zM23 2.5l3.5 3.5L23 9.5 19.5 6z" />
        </Sample>
        BGP
      </li>
      <li className="k-line">
        <Sample>
          <path className="l-attach" d="M3 6h20" />
          <rect className="l-sq" x="1" y="3.5" width="5" height="5" rx="1" />
          <rect className="l-sq" x="20" y="3.5" width="5" height="5" rx="1" />
        </Sample>
        attachment
      </li>
    </ul>
  )
}
