import { domainOf, placedPods } from '@/lib/design/clusters'
import { parseCorefile } from '@/lib/corefile/parse'
import type { Problem } from '@/lib/network/problem'
import { remoteStanzas } from './corefile'
import { readConfig, unread } from './read'
import type { ServerContext } from './watched'

/** A Corefile that can be read, and whose stanzas all lead to an API server of the design. */
export function checkNameServer({ view, id, config, subject }: ServerContext): readonly Problem[] {
  const problem = (severity: Problem['severity'], code: Problem['code'], field: string, facts: Problem['facts']): Problem =>
    ({ severity, code, element: id, field, facts: { server: view.nameOf(id), ...facts } })
  const { text, files } = readConfig(config, domainOf(view.get(subject.parent, 'cluster')))
  const parsed = parseCorefile(text, new Map(), files)
  const stanzas = remoteStanzas(text, files)
  const field = config.corefile === undefined ? 'config.configMaps' : 'config.corefile'
  const used = new Set(stanzas.map(stanza => stanza.key))
  const at = ({ line, column }: { readonly line: number; readonly column: number }) => ({ line: String(line), column: String(column), place: `${line}:${column}` })
  return [
    ...(placedPods(view, id).length === 0 ? [problem('warning', 'coredns.without-pods', 'pods', {})] : []),
    ...(parsed.ok ? [] : [problem('error', 'coredns.corefile', field, { message: parsed.error.message, ...at(parsed.error.place) })]),
    ...stanzas.filter(({ key }) => !Object.hasOwn(config.kubeconfigs, key)).map(({ key, place }) => problem('error', 'coredns.unknown-kubeconfig', field, { key, ...at(place) })),
    ...unread(config).map(({ configMap, key, reads }) => problem('warning', 'coredns.config-map-not-read', 'config.configMaps', { configMap, key, reads })),
    ...Object.entries(config.kubeconfigs).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, server]) => [
      ...(parsed.ok && !used.has(key) ? [problem('warning', 'coredns.unused-kubeconfig', 'config.kubeconfigs', { key })] : []),
      ...(view.get(server, 'api-server') ? [] : [problem('error', 'coredns.not-an-api-server', 'config.kubeconfigs', { key, other: view.nameOf(server) })]),
    ]),
  ]
}
