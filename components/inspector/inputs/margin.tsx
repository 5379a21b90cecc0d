import type { RefObject } from 'react'

/** What is wrong with a line, from 1. */
export interface Mark { readonly line: number; readonly severity: 'error' | 'warning'; readonly sentence: string }

/** The numbers of a text's lines, with a mark at each that something is wrong with. */
export function Margin({ ref, lines, marks }: { readonly ref: RefObject<HTMLOListElement | null>; readonly lines: number; readonly marks: readonly Mark[] }) {
  const wrong = new Map(marks.map((mark) => [mark.line, mark]))
  return (
    <ol ref={ref} className="margin" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => {
        const mark = wrong.get(index + 1)
        return <li key={index} className={mark === undefined ? '' : mark.severity === 'error' ? 'wrong c-no' : 'wrong c-amb'} title={mark?.sentence}>{index + 1}</li>
      })}
    </ol>
  )
}
