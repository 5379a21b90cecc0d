import { useRef } from 'react'
import type { Path, Scalar } from '@/components/inspector/field'
import { Said } from '@/components/inspector/said'
import { useDraft } from '@/components/inspector/use-draft'
import { useInspecting } from '@/components/inspector/inspecting'
import { valueOf, writtenOf } from '@/components/inspector/written'

interface Props { readonly id?: string | undefined; readonly label?: string | undefined; readonly field: Extract<Scalar, { readonly type: 'text' }>; readonly path: Path; readonly value: unknown; readonly required: boolean }

/** A text of several lines: numbered, with a mark in the margin at each line that something is wrong with. It commits when it is left. */
export function CodeInput({ id, label, field, path, value, required }: Props) {
  const { problems } = useInspecting()
  const margin = useRef<HTMLOListElement>(null)
  const { text, sentences, errorId, change, input } = useDraft({ path, held: writtenOf(value), parse: (typed) => valueOf(typed, field, { required }), lines: true })
  const isCode = field.format !== ''
  const wrong = new Map(problems.flatMap((problem) => (problem.field === path.join('.') && problem.place !== null ? [[problem.place.line, problem] as const] : [])))
  const lines = text.split('\n').length
  return (
    <div className="control">
      <span className={isCode ? 'field code' : 'field area'}>
        {isCode && (
          <ol ref={margin} className="margin" aria-hidden="true">
            {Array.from({ length: lines }, (_, index) => {
              const problem = wrong.get(index + 1)
              return <li key={index} className={problem === undefined ? '' : problem.severity === 'error' ? 'wrong c-no' : 'wrong c-amb'} title={problem?.sentence}>{index + 1}</li>
            })}
          </ol>
        )}
        <textarea {...input} id={id} aria-label={label} rows={isCode ? Math.min(24, Math.max(6, lines + 1)) : 3} wrap={isCode ? 'off' : 'soft'} className={isCode ? 'mono' : ''} value={text} spellCheck={!isCode} autoComplete="off" autoCapitalize="off"
          onChange={(event) => change(event.target.value)} onScroll={(event) => { if (margin.current !== null) margin.current.scrollTop = event.currentTarget.scrollTop }} />
      </span>
      <Said id={errorId} sentences={sentences} />
    </div>
  )
}
