/** More segments than this could not be told apart. */
const SEGMENTS_LIMIT = 30

/** One piece for each assertion, those that fail at the end; many as two pieces in proportion. Its words stand beside it. */
export function Holds({ holds }: { readonly holds: readonly boolean[] }) {
  const good = holds.filter(Boolean).length
  const bad = holds.length - good
  const pieces = holds.length > SEGMENTS_LIMIT ? [...(good > 0 ? [good] : []), ...(bad > 0 ? [-bad] : [])] : [...Array<number>(good).fill(1), ...Array<number>(bad).fill(-1)]
  return (
    <svg className="holds" aria-hidden="true" height="6" width="100%">
      {pieces.map((share, n) => {
        const before = pieces.slice(0, n).reduce((sum, one) => sum + Math.abs(one), 0)
        return <rect key={n} className={share > 0 ? 'ok' : 'no'} x={`${(before / holds.length) * 100}%`} width={`${(Math.abs(share) / holds.length) * 100}%`} height="6" rx="2" />
      })}
    </svg>
  )
}
