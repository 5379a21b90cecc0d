import type { KindEntry, KindGroup } from '@/components/editor/protocol'

const GROUPS: readonly KindGroup[] = ['Places', 'Networks', 'Clusters', 'Gateways', 'Balancers', 'Names', 'Filters', 'Links']

/** The kinds whose title or help holds every word, those whose title begins so first. */
export function found(kinds: readonly KindEntry[], words: string): readonly KindEntry[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter((word) => word !== '')
  const matching = kinds.filter(({ title, help, kind }) => wanted.every((word) => `${title} ${help} ${kind}`.toLowerCase().includes(word)))
  const begins = ({ title }: KindEntry) => wanted.length > 0 && title.toLowerCase().startsWith(wanted.join(' '))
  return [...matching.filter(begins), ...matching.filter((entry) => !begins(entry))]
}

/** In the order of the palette; while one searches, the group of the best match first. */
export function groupsOf(entries: readonly KindEntry[], words: string): readonly { readonly group: KindGroup; readonly kinds: readonly KindEntry[] }[] {
  const order = words.trim() === '' ? GROUPS : [...new Set(entries.map(({ group }) => group))]
  return order.map((group) => ({ group, kinds: entries.filter((entry) => entry.group === group) })).filter(({ kinds }) => kinds.length > 0)
}
