import { NETWORK, PORT, type DnsScenario, type ScenarioServer } from '@/lab/dns/scenario'
import { directive, drawFrom, type Draw } from './draw'
import { file, hosts, template } from './holders'
import { drawCluster, drawImports, noteNames } from './objects'
import { acl, forward, neutrals, rewrites, view } from './passers'
import { drawQuestion } from './question'
import { k8sExternal, kubernetai, kubernetes, type Domain } from './watchers'

const WEST: Domain = { cluster: 'west', zone: 'cluster.local' }
const EAST: Domain = { cluster: 'east', zone: 'east.example.net' }
const ZONES = ['example.org', 'example.net', 'corp.example', 'shop.svc.cluster.local', 'cluster.local', 'east.example.net', 'in-addr.arpa', '10.96.0.0/14', '192.0.2.0/24']

/** A scenario drawn from a seed: one server that is asked, and others behind it. */
export function drawScenario(seed: number, questions: number): DnsScenario {
  const draw = drawFrom(seed)
  const targets = ['www.example.org', 'alias.example.org', 'www.example.net', 'web.shop.svc.cluster.local', 'db.shop.svc.east.example.net', 'missing.corp.example']
  const clusters = [WEST, EAST].map(({ cluster }, at) => ({ ...drawCluster(draw, cluster, at, targets), serviceImports: drawImports(draw, at) }))
  clusters.forEach((objects, at) => noteNames(draw, objects, [WEST, EAST][at]?.zone ?? ''))
  const upstreams = Array.from({ length: 1 + draw.below(3) }, (_, at) => ({ id: `up-${at}`, address: `${NETWORK}${60 + at}` }))
  const behind = upstreams.map(({ id, address }) => upstreamServer(draw, id, address))
  const asked = mainServer(draw, upstreams.map(({ address }) => `${address}:${PORT}`))
  return { name: `seed ${seed}`, servers: [asked, ...behind], clusters, questions: Array.from({ length: questions }, () => drawQuestion(draw)) }
}

const block = (keys: string, address: string, lines: readonly string[]): string => `${keys} {\n${[`bind ${address}`, ...lines].map(line => `  ${line}\n`).join('')}}\n`

/** Knows some zones by itself, and refuses or cannot say the rest. */
function upstreamServer(draw: Draw, id: string, address: string): ScenarioServer {
  const files: Record<string, string> = {}
  const zones = draw.some(['example.org', 'example.net', 'corp.example'], 1, 3)
  const blocks = zones.map(zone => {
    const path = `${id}-${zone}.zone`
    const held = draw.pick(['file', 'file', 'hosts', 'template'] as const)
    if (held === 'hosts') return block(`${zone}:${PORT}`, address, [hosts(draw, zone, `${id}-${zone}.hosts`, files)])
    if (held === 'template') return block(`${zone}:${PORT}`, address, [template(draw, zone, 'behind')])
    const { line, text } = file(draw, zone, path)
    files[path] = text
    return block(`${zone}:${PORT}`, address, [line])
  })
  const rest = draw.pick(['', directive('template IN ANY .', ['rcode NXDOMAIN', 'authority ". 60 IN SOA ns. host. 1 60 60 60 60"']), directive('template IN A .', ['answer "{{ .Name }} 60 IN A 192.0.2.250"'])])
  return { id, address, corefile: [...blocks, ...(draw.chance(60) ? [block(`.:${PORT}`, address, rest === '' ? [] : [rest])] : [])].join(''), files }
}

function mainServer(draw: Draw, upstreams: readonly string[]): ScenarioServer {
  const address = `${NETWORK}53`
  const files: Record<string, string> = {}
  const usual = draw.chance(50)
  const zones = [...(usual || draw.chance(85) ? ['.'] : []), ...draw.some(ZONES, usual ? 0 : 1, usual ? 1 : 3)]
  const blocks = zones.flatMap(zone => {
    const viewed = draw.chance(12) ? [block(`${zone}:${PORT}`, address, [view(draw), ...chain(draw, zone, upstreams, files, 'any')])] : []
    return [...viewed, block(`${zone}:${PORT}`, address, chain(draw, zone, upstreams, files, usual && zone === '.' ? 'usual' : 'any'))]
  })
  return { id: 'dns', address, corefile: blocks.join(''), files }
}

/** The lines of a block (a `usual` one watches a cluster and forwards the rest), in any order: which does not matter, except among several of one plugin. */
function chain(draw: Draw, zone: string, upstreams: readonly string[], files: Record<string, string>, shape: 'usual' | 'any'): readonly string[] {
  const usual = shape === 'usual'
  const named = /^[0-9]+\./.test(zone) || zone === 'in-addr.arpa' ? '.' : zone
  const some = (percent: number, ...lines: readonly string[]) => (draw.chance(percent) ? lines : [])
  const watched = draw.below(usual ? 60 : 100)
  const external = watched < 60 && draw.chance(20) ? [k8sExternal(draw, 'ext.example')] : []
  const watchers = watched < 45 ? [...kubernetes(draw, draw.chance(85) ? WEST : EAST), ...external] : watched < 65 ? kubernetai(draw, draw.chance(80) ? [WEST, EAST] : [EAST, WEST]) : []
  return draw.shuffle([
    ...neutrals(draw), ...some(20, 'cache 30'), ...some(25, ...rewrites(draw, named)), ...some(25, hosts(draw, named, `dns-${named.length}-${draw.below(1000)}.hosts`, files)), ...some(15, template(draw, named, 'asked')), ...watchers, ...some(12, acl(draw, named)),
    ...some(15, zoneFile(draw, named === '.' ? 'example.org' : named, files)),
    ...some(usual ? 100 : 65, [...some(20, forward(draw, draw.pick(['example.net', 'corp.example']), upstreams)), forward(draw, draw.chance(85) ? '.' : 'example.org', upstreams)].join('\n  ')),
    ...some(4, 'whoami'),
  ])
}

function zoneFile(draw: Draw, zone: string, files: Record<string, string>): string {
  const path = `dns-${zone}.zone`
  const { line, text } = file(draw, zone, path)
  files[path] = text
  return line
}
