import { memo, useEffect, useRef, useState } from 'react'
import type { StoryLine } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'
import type { Acts } from './acts'
import { Evidence } from './evidence'
import { PassedList } from './passed-list'
import { Words } from './words'

const STATES: Readonly<Record<StoryLine['state'], string>> = { done: '', failed: ' bad', 'if-mended': ' asif' }

/** A pod is called like its workload, with its number. */
function podOf({ pod, label, element }: StoryLine): number | null {
  if (pod !== undefined) return pod
  const digits = label.startsWith(`${element}-`) ? label.slice(element.length + 1) : ''
  return /^\d+$/.test(digits) ? Number(digits) : null
}

interface Props { readonly line: StoryLine; readonly acts: Acts }

/** One thing that happened. Pointing lights its element; a click chooses it and opens what was looked at. */
export const Hop = memo(function Hop({ line, acts }: Props) {
  const [open, setOpen] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (open) item.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const { element, label, words, state, number, blocker } = line
  const evidence = line.evidence !== undefined && line.evidence.rows.length > 0 ? line.evidence : undefined
  const passed = line.passed ?? []
  const unfolds = evidence !== undefined || passed.length > 0
  const pod = podOf(line)
  const look = acts.named[element]
  const lit = { element, pod }
  return (
    <li ref={item}>
      <button
        type="button"
        className={`hop${STATES[state]}${open ? ' open' : ''}${acts.selected === element ? ' cur' : ''}`}
        aria-expanded={unfolds ? open : undefined}
        onMouseEnter={() => acts.point(lit)} onMouseLeave={() => acts.point(null)} onFocus={() => acts.point(lit)} onBlur={() => acts.point(null)}
        onClick={() => { acts.select(element, pod); setOpen(!open) }}>
        <span className="hn num">{number}</span>
        <span className={look === undefined ? '' : `f-${look.family} fam`}>{look !== undefined && <Glyph name={look.glyph} className="s" />}</span>
        <b className="clip" title={label}>{label}</b>
        <span className="hs">
          {state === 'if-mended' && <span className="sr">if mended: </span>}
          <Words words={words} />
          {passed.length > 0 && <span className="cap through">through {[...new Set(passed.map((filter) => filter.label))].join(', ')}</span>}
        </span>
        {unfolds && <Glyph name="down" className="s fold" />}
        {blocker !== undefined && (
          <span className="tag">
            <span className="sr">blocker </span>
            {blocker}
          </span>
        )}
      </button>
      {open && passed.length > 0 && <PassedList passed={passed} />}
      {open && evidence !== undefined && <Evidence evidence={evidence} />}
    </li>
  )
})
