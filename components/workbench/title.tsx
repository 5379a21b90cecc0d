import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { applyEdit } from '@/components/editor/document'
import { useEditor } from '@/components/editor/store'

/** The name of the design; a press makes it a field. */
export function Title({ name }: { readonly name: string }) {
  const fixed = useEditor((state) => state.readOnly || state.document === null)
  const [editing, setEditing] = useState(false)
  const given = useRef(false)
  if (fixed || !editing) {
    return (
      <h1>
        {fixed ? name || 'Design' : (
          <button type="button" className="title" title="Rename" onClick={() => setEditing(true)}>
            {name}
          </button>
        )}
      </h1>
    )
  }
  const finish = (text: string) => {
    if (given.current) return
    given.current = true
    setEditing(false)
    const { document } = useEditor.getState()
    const wanted = text.trim()
    if (document !== null && wanted !== '' && wanted !== document.design.name) void applyEdit((design) => ({ type: 'replace', design: { ...design, name: wanted } }))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    given.current = true
    setEditing(false)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    finish(String(new FormData(event.currentTarget).get('name') ?? ''))
  }
  return (
    <form className="field title" onSubmit={onSubmit}>
      <input name="name" aria-label="Name of the design" defaultValue={name} maxLength={256} autoFocus onFocus={(event) => { given.current = false; event.target.select() }} onBlur={(event) => finish(event.target.value)} onKeyDown={onKeyDown} />
    </form>
  )
}
