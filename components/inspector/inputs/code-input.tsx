import { useEffect, useRef } from 'react'
import type { Path, Scalar } from '@/components/inspector/field'
import { useReading } from '@/components/inspector/corefile/use-reading'
import { Said } from '@/components/inspector/said'
import { useDraft } from '@/components/inspector/use-draft'
import { useInspecting } from '@/components/inspector/inspecting'
import { valueOf, writtenOf } from '@/components/inspector/written'
import { useLoaded } from '@/components/ui/use-loaded'
import { goTo } from './go-to'
import { Margin, type Mark } from './margin'

interface Props { readonly id?: string | undefined; readonly label?: string | undefined; readonly field: Extract<Scalar, { readonly type: 'text' }>; readonly path: Path; readonly value: unknown; readonly required: boolean }

const loadBlocks = () => import('@/components/inspector/corefile/blocks').then(({ Blocks }) => Blocks)

/** A text of several lines: numbered, with a mark in the margin at each line that something is wrong with. It commits when it is left. */
export function CodeInput({ id, label, field, path, value, required }: Props) {
  const { problems } = useInspecting()
  const margin = useRef<HTMLOListElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const held = writtenOf(value)
  const { text, sentences, errorId, change, input } = useDraft({ path, held, parse: (typed) => valueOf(typed, field, { required }), lines: true })
  const isCode = field.format !== ''
  const isCorefile = field.format === 'corefile' && text.trim() !== ''
  const reading = useReading(isCorefile ? text : null)
  const [blocks, load] = useLoaded(loadBlocks)
  useEffect(() => { if (isCorefile) load() }, [isCorefile, load])
  const lines = text.split('\n').length
  // What the drawing says is about the text that it holds; of one that is being typed only the reader knows.
  const marks: readonly Mark[] = text !== held
    ? (reading?.ok === false ? [{ line: reading.line, severity: 'error', sentence: reading.sentence }] : [])
    : problems.flatMap(({ field: place, place: at, severity, sentence }) => (place === path.join('.') && at !== null ? [{ line: at.line, severity, sentence }] : []))
  return (
    <div className="control">
      <span className={isCode ? 'field code' : 'field area'}>
        {isCode && <Margin ref={margin} lines={lines} marks={marks} />}
        <textarea {...input} ref={area} id={id} aria-label={label} rows={isCode ? Math.min(24, Math.max(6, lines + 1)) : 3} wrap={isCode ? 'off' : 'soft'} className={isCode ? 'mono' : ''} value={text} spellCheck={!isCode} autoComplete="off" autoCapitalize="off"
          onChange={(event) => change(event.target.value)} onScroll={(event) => { if (margin.current !== null) margin.current.scrollTop = event.currentTarget.scrollTop }} />
      </span>
      <Said id={errorId} sentences={sentences} />
      {isCorefile && reading !== null && blocks.state === 'here' && <blocks.part reading={reading} onGo={(line, column) => area.current !== null && goTo(area.current, line, column)} />}
    </div>
  )
}
