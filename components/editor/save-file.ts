import { inquire } from './inquire'
import type { Design } from '@/lib/design/design'

/** A name for a file that holds something of a design: letters and digits that no system minds. */
export const fileName = (name: string, ending: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'design'}${ending}`

/** Hands a text to the browser as a file to be kept. */
export function saveText({ name, type, text }: { readonly name: string; readonly type: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Hands a design to the browser as a YAML file. */
export async function saveAsFile(design: Design): Promise<void> {
  saveText({ name: fileName(design.name, '.yaml'), type: 'application/yaml', text: await inquire('write', { design }) })
}
