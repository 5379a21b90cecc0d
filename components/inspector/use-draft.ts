import { useId, useRef, type KeyboardEvent } from 'react'
import type { Path } from './field'
import { keyOf, useInspecting } from './inspecting'

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly sentence: string }

interface Given {
  readonly path: Path
  /** What the design holds, as text. */
  readonly held: string
  readonly parse: (text: string) => Parsed
  /** What a new value does, where it does not just set the field. */
  readonly act?: (value: unknown) => Promise<string | null>
  /** Enter makes a new line instead of committing. */
  readonly lines?: true
}

/** A field that is typed into: Enter or leaving it commits, Escape brings back what the design holds, and what is declined stays as typed. */
export function useDraft({ path, held, parse, act, lines }: Given) {
  const { id, problems, drafts, draft, settle, set, readOnly } = useInspecting()
  const key = keyOf(id, path)
  const errorId = useId()
  const busy = useRef<string | null>(null)
  const own = drafts[key]
  const place = path.join('.')
  const sentences = [...(own?.sentence ? [own.sentence] : []), ...problems.filter(({ field }) => field === place || field?.startsWith(`${place}.`)).map(({ sentence }) => sentence)]
  const commit = async (text: string) => {
    if (text === busy.current) return
    if (text === held && busy.current === null) return draft(key, null)
    busy.current = text
    const parsed = parse(text)
    const sentence = parsed.ok ? await (act === undefined ? set(path, parsed.value) : act(parsed.value)) : parsed.sentence
    if (busy.current === text) busy.current = null
    settle(key, text, sentence)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && lines === undefined && own !== undefined) void commit(own.text)
    if (event.key !== 'Escape' || own === undefined) return
    event.preventDefault()
    event.stopPropagation()
    draft(key, null)
  }
  return {
    text: own?.text ?? held, sentences, errorId, commit,
    change: (text: string) => draft(key, { text, sentence: own?.text === text ? own.sentence : null }),
    input: {
      'data-field': place, 'aria-invalid': own?.sentence ? (true as const) : undefined, 'aria-describedby': sentences.length > 0 ? errorId : undefined,
      readOnly, onKeyDown, onBlur: () => void (own !== undefined && own.sentence === null && commit(own.text)),
    },
  }
}
