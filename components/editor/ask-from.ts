import { useEditor } from './store'

/** Puts somebody into the ask bar as the one who asks, and the cursor where the question goes on. */
export function askFrom(asker: string): void {
  useEditor.setState({ asking: { from: asker } })
  requestAnimationFrame(() => {
    const to = document.querySelector<HTMLInputElement>('.ask .to input')
    to?.focus()
    to?.select()
  })
}
