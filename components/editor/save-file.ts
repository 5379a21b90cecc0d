import { inquire } from './inquire'
import type { Design } from '@/lib/design/design'

const fileName = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'design'}.yaml`

/** Hands a design to the browser as a YAML file. */
export async function saveAsFile(design: Design): Promise<void> {
  const text = await inquire('write', { design })
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(design.name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
