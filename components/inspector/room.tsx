import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { Path } from './field'
import { useInspecting } from './inspecting'

/** How large a range is, what it overlaps, what is free: told by the engine of what the design holds. */
export function Room({ path, text }: { readonly path: Path; readonly text: string }) {
  const { id, opened } = useInspecting()
  const [said, setSaid] = useState<{ readonly place: string; readonly words: string | null } | null>(null)
  const place = `${id} ${path.join('.')} ${text}`
  useEffect(() => {
    let current = true
    void inquire('room', { id, path }).then((words) => {
      if (current) setSaid({ place, words })
    })
    return () => { current = false }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `place` says all of `path` and `text`
  }, [place, opened.design])
  return said?.place === place && said.words !== null ? <p className="room cap">{said.words}</p> : null
}
