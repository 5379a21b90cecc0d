import Link from 'next/link'
import { memo, useEffect, useRef } from 'react'
import { loadPreview } from '@/components/editor/engine-client'
import type { Card as Shown } from '@/components/editor/protocol'
import { useEditor, type Preview } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { INKS } from '@/components/ui/verdict'
import { Thumbnail } from './thumbnail'

/** How the first assertion's question ends, and whether that is what the design expects. */
function Foot({ checked }: { readonly checked: Preview['checked'] }) {
  if (checked === null) return <span className="pending">asking …</span>
  const { first, problems } = checked
  return (
    <>
      {first === null ? (
        <span className="dim">no assertions</span>
      ) : (
        <>
          <span className={INKS[first.found]}>
            <Glyph name={first.found} />
            {first.found}
          </span>
          <span className="dim">
            <Glyph name={first.found === first.expected ? 'holds' : 'fails'} />
            {first.found === first.expected ? 'as asserted' : `asserted ${first.expected}`}
          </span>
        </>
      )}
      {problems > 0 && (
        <span className="c-amb">
          <Glyph name="warning" />
          {problems === 1 ? '1 problem' : `${problems} problems`}
        </span>
      )}
    </>
  )
}

/** One design: what it looks like, what it shows, how it answers. Drawn and asked when it comes into sight, since there are many. */
export const Card = memo(function Card({ card: { id, name, shows } }: { readonly card: Shown }) {
  const preview = useEditor((state) => state.previews[id])
  const root = useRef<HTMLLIElement>(null)
  const whole = Boolean(preview?.checked)
  useEffect(() => {
    if (whole || root.current === null) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return
      observer.disconnect()
      loadPreview(id)
    }, { rootMargin: '200px' })
    observer.observe(root.current)
    return () => observer.disconnect()
  }, [id, whole])
  return (
    <li ref={root} className="card" data-example={id}>
      <div className="pic">{preview?.drawing ? <Thumbnail drawing={preview.drawing} first={preview.checked?.first ?? null} /> : null}</div>
      <div className="body">
        <h3>
          <Link href={`/design#${encodeURIComponent(id)}`} prefetch={false}>
            {name}
          </Link>
        </h3>
        <p className="shows">{shows}</p>
        <div className="foot">
          <Foot checked={preview?.checked ?? null} />
        </div>
      </div>
    </li>
  )
})
