import { useNarrow } from '@/components/editor/hooks'

/** What an empty drawing says: the first step, however one works. */
export function Beginning() {
  const narrow = useNarrow()
  return (
    <p className="beginning">
      {narrow ? 'Nothing is drawn yet. Add a site, then a network in it.' : 'Nothing is drawn yet. Drag a site here from the palette, then a network into it; or press / and type what to add.'}
    </p>
  )
}
