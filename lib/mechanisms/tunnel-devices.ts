import type { LinkOf } from '@/lib/design/design'
import { ID_PATTERN } from '@/lib/design/fields'

/** What a tunnel's interface is called at one of its ends: as its configuration's `dev` says, else as the link. */
export function tunnelDevice(link: Pick<LinkOf<'tunnel'>, 'config'>, id: string, side: number): string {
  const names = link.config?.['dev']
  const name: unknown = Array.isArray(names) ? names[side] : undefined
  return typeof name === 'string' && ID_PATTERN.test(name) ? name : id
}
