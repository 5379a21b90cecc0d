import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { keepAsMine, readFileOf } from '@/components/editor/library'
import { Glyph } from '@/components/ui/glyph'

/** What is wrong with a file that was to be opened. */
export interface Refusal { readonly name: string; readonly sentences: readonly string[] }

const KEEPS_NOTHING = 'This browser keeps nothing here, so the design in it cannot be opened.'

/** Opens a file of YAML or JSON as a new design of mine; a file that is none says why, and nothing changes. */
export function FileButton({ onRefused }: { readonly onRefused: (refusal: Refusal | null) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const router = useRouter()
  const open = async (file: File) => {
    onRefused(null)
    const read = await readFileOf(file)
    if (!read.ok) return onRefused({ name: file.name, sentences: read.sentences })
    const id = await keepAsMine(read.design).catch(() => null)
    if (id === null) return onRefused({ name: file.name, sentences: [KEEPS_NOTHING] })
    router.push(`/design#${id}`)
  }
  return (
    <>
      <input ref={input} type="file" accept=".yaml,.yml,.json,application/yaml,application/json" hidden aria-label="File of a design" onChange={(event) => {
        const [file] = event.target.files ?? []
        event.target.value = ''
        if (file !== undefined) void open(file)
      }} />
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        <Glyph name="import" />
        Open file
      </button>
    </>
  )
}
