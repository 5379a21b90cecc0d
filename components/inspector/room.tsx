import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { Path } from './field'
import { useInspecting } from './inspecting'

/** How large a range is, what it overlaps, what is free: told by the engine of what the design holds. */
export function Room({ path, text }: { readonly path: Path; readonly text: string }) {
  const { id, opened } = useInspecting()
  const [said, setSaid] = useState<{ readonly place: string; readonly words: string | null } | null>(null)
  // As text: every drawing of the form makes the path anew.
  const at = JSON.stringify(path)
  const place = `${id} ${at} ${text}`
  useEffect(() => {
    let current = true
    void inquire('room', { id, path: JSON.parse(at) as Path }).then((words) => {
      if (current) setSaid({ place, words })
    })
    return () => { current = false }
  }, [id, at, place, opened.design])
  return said?.place === place && said.words !== null ? <p className="room cap">{said.words}</p> : null
}
