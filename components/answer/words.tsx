import { Fragment } from 'react'
import type { Words as Told } from '@/lib/explain/story'

const SHORT = 24

/** A long name may go on in the next line after a dot or a slash; an address may not. */
function Breakable({ text }: { readonly text: string }) {
  if (text.length <= SHORT || !/[a-z]/i.test(text)) return <span className="whole">{text}</span>
  return text.split(/(?<=[./])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

/** A sentence; what a machine would parse stands in monospace. */
export function Words({ words }: { readonly words: Told }) {
  return words.map((word, index) =>
    typeof word === 'string' ? (
      word
    ) : (
      <span key={index} className="mono">
        <Breakable text={word.code} />
      </span>
    ),
  )
}

export const plain = (words: Told): string => words.map((word) => (typeof word === 'string' ? word : word.code)).join('')
