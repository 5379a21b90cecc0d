import { unparseCorefile } from '@/lib/corefile/unparse'
import type { Directive } from '@/lib/corefile/types'
import { parseKey } from '@/lib/corefile/keys'
import { normaliseName } from '@/lib/dns/names'
import type { RecordedPlugin, RecordedRecord, ServerFixture } from './forms'

const PLACE = { line: 1, column: 1 }

/** A Corefile with the files that it names. */
export interface Written { readonly text: string; readonly files: Readonly<Record<string, string>> }

const line = (name: string, ...args: readonly string[]): Directive => ({ name, args, block: null, place: PLACE })
const withBlock = (name: string, args: readonly string[], block: readonly Directive[]): Directive => ({ name, args, block, place: PLACE })
const optional = (name: string, args: readonly string[] | undefined | null): readonly Directive[] => (args ? [line(name, ...args)] : [])
const when = (name: string, is: boolean | undefined): readonly Directive[] => (is === true ? [line(name)] : [])

/** The text of one record as in a master file. */
export const recordLine = ({ name, ttl, type, data = '' }: RecordedRecord): string => `${name} ${ttl ?? 3600} IN ${type} ${type === 'TXT' || type === 'SPF' ? `"${data.replace(/["\\]/g, '\\$&')}"` : data}`

/** Writes blocks as a Corefile. `addressOf` gives the address of a named upstream. */
export function writeBlocks(blocks: readonly { readonly zones: readonly string[]; readonly view?: { readonly qtype: string } | { readonly nameRegex: string } | null | undefined; readonly plugins: readonly RecordedPlugin[]; readonly extra: readonly Directive[] }[], addressOf: (upstream: string) => string, port: number): Written {
  const files: Record<string, string> = {}
  const written = blocks.map(({ zones, view, plugins, extra }, at) => ({
    keys: zones.flatMap(zone => { const key = parseKey(`${zone}:${port}`, PLACE); return key.ok ? key.value : [] }), place: PLACE,
    directives: [...viewOf(view, at), ...extra, ...plugins.map((plugin, index) => directiveOf(plugin, { addressOf, file: text => { const path = `/zones/${at}-${index}`; files[path] = text; return path } }))],
  }))
  return { text: unparseCorefile(written), files }
}

function viewOf(view: Parameters<typeof writeBlocks>[0][number]['view'], at: number): readonly Directive[] {
  if (!view) return []
  const expression = 'qtype' in view ? `type() == '${view.qtype}'` : `name() matches '${view.nameRegex.replaceAll('\\', '\\\\')}'`
  return [withBlock('view', [`view-${at}`], [line('expr', expression)])]
}

interface Around { readonly addressOf: (upstream: string) => string; readonly file: (text: string) => string }

function directiveOf(one: RecordedPlugin, { addressOf, file }: Around): Directive {
  const { plugin, zones = [] } = one
  const falls = optional('fallthrough', one.fallthrough)
  switch (plugin) {
    case 'file': return withBlock('file', [file((one.records ?? []).map(recordLine).join('\n')), ...zones], falls)
    case 'hosts': return withBlock('hosts', zones.length === 0 ? [] : ['/etc/hosts', ...zones], [...(one.entries ?? []).map(({ ip, names }) => line(ip, ...names)), ...optional('ttl', one.ttl === undefined ? null : [String(one.ttl)]), ...falls, ...when('fallthrough_unsupported', one.fallthrough_unsupported)])
    case 'template': return withBlock('template', [one.class ?? 'IN', one.type ?? 'ANY', ...zones], [...optional('match', one.match), ...optional('rcode', one.rcode === undefined ? null : [one.rcode]), ...(one.answers ?? []).map(record => line('answer', recordLine(record))), ...falls])
    case 'forward': return withBlock('forward', [one.from ?? '.', ...(one.to ?? []).map(addressOf)], [...when('next_on_nodata', one.next_on_nodata), ...optional('next', one.next), ...optional('failover', one.failover), ...optional('policy', one.policy === undefined ? null : [one.policy]), ...optional('except', one.except)])
    case 'autopath': return line('autopath', ...zones, one.from ?? '@kubernetes')
    case 'rewrite': return line('rewrite', ...(one.rules?.[0] ?? []))
    case 'k8s_external': return withBlock('k8s_external', zones, [...optional('apex', one.apex === undefined ? null : [one.apex]), ...when('headless', one.headless), ...optional('ttl', one.ttl === undefined ? null : [String(one.ttl)]), ...falls])
    case 'kubernetes': case 'kubernetai': case 'multicluster': return withBlock(plugin, zones, [...stanzaOptions(one), ...falls])
    default: return line(plugin, ...zones)
  }
}

function stanzaOptions(one: RecordedPlugin): readonly Directive[] {
  return [
    ...optional('namespaces', one.namespaces && one.namespaces.length > 0 ? one.namespaces : null), ...optional('pods', one.pods === undefined ? null : [one.pods]),
    ...optional('ttl', one.ttl === undefined ? null : [String(one.ttl)]), ...when('endpoint_pod_names', one.endpoint_pod_names), ...optional('multicluster', one.multicluster),
    ...when('zonal', one.zonal), ...when('noendpoints', one.noendpoints), ...optional('ignore', one.ignore === undefined ? null : [one.ignore]),
  ]
}

/** The plugin of a fixture that has one alone, as plugins of a block for the root. */
export function pluginsOf(fixture: ServerFixture): readonly RecordedPlugin[] {
  const { plugin = '', zones = [], options = {}, multiclusterZones = [], apexLabel } = fixture
  const { namespaces, pods, ttl, ignoreEmptyService, zonal, headless, fallthrough, endpointPodNames } = options
  const stanza = { namespaces, pods, ttl, zonal, endpoint_pod_names: endpointPodNames, ...(ignoreEmptyService === true ? { ignore: 'empty_service' } : {}) }
  const defined = (one: RecordedPlugin): RecordedPlugin => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as RecordedPlugin
  if (plugin === 'k8s_external') return [defined({ plugin, zones, headless, ttl, apex: apexLabel, fallthrough }), defined({ plugin: 'kubernetes', zones: ['cluster.local'], ...stanza })]
  if (plugin === 'kubernetes') return [defined({ plugin, zones, fallthrough, ...stanza, ...(multiclusterZones.length > 0 ? { multicluster: multiclusterZones } : {}) })]
  if (plugin === 'autopath') return []
  return [defined({ plugin, zones, fallthrough, ttl })]
}

/** The file with the search list of an autopath alone. */
export const SEARCH_FILE = '/search'

/** An autopath alone, and behind it what the fixture says of each name. A reply that is not written is SERVFAIL by a template, which leaves it to the server. */
export function autopathLines({ zones = [], next }: ServerFixture): readonly Directive[] {
  const names = next && typeof next === 'object' ? [...Object.entries(next.names).map(([name, said]) => [`^${name.replaceAll('.', '[.]')}$`, said] as const), ['.*', next.otherwise] as const] : []
  return [line('autopath', ...zones, SEARCH_FILE), ...names.map(([pattern, { rcode, a }]) => withBlock('template', ['ANY', 'ANY', '.'], [
    line('match', pattern), ...(a === undefined ? [] : [line('answer', `{{ .Name }} 3600 IN A ${a}`)]), line('rcode', rcode), line('fallthrough'),
  ]))]
}

export const dotless = (names: readonly string[]): readonly string[] => names.map(normaliseName)
