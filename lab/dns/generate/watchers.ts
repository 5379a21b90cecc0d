import { apiUrl, UNREACHABLE } from '@/lab/dns/scenario'
import { directive, type Draw } from './draw'

/** A cluster and the domain that its name server gives it. */
export interface Domain { readonly cluster: string; readonly zone: string }

const REVERSE = 'in-addr.arpa ip6.arpa'

/** One stanza of kubernetes or kubernetai. */
function stanza(draw: Draw, word: string, { cluster, zone }: Domain, pods = draw.pick(['insecure', 'insecure', 'verified', 'disabled'])): string {
  const reverse = draw.chance(70) ? ` ${draw.pick([REVERSE, REVERSE, 'in-addr.arpa', '10.0.0.0/8'])}` : ''
  const option = (percent: number, text: string) => (draw.chance(percent) ? [text] : [])
  const set = draw.chance(25) ? ' clusterset.local' : ''
  const lost = draw.chance(4)
  return directive(`${word} ${zone}${set}${reverse}`, [
    `endpoint ${apiUrl(lost ? UNREACHABLE : cluster)}`, ...(lost ? ['startup_timeout 100ms'] : []), ...(set === '' ? [] : option(85, 'multicluster clusterset.local')),
    ...option(pods === 'verified' ? 100 : 70, `pods ${pods}`),
    ...option(40, draw.pick(['fallthrough', `fallthrough ${REVERSE}`, `fallthrough ${zone}`, 'fallthrough in-addr.arpa'])),
    ...option(30, `ttl ${draw.pick([0, 30, 60])}`),
    ...option(20, 'endpoint_pod_names'),
    ...option(15, 'ignore empty_service'),
    ...option(10, draw.pick(['noendpoints', 'zonal'])),
    ...option(15, `namespaces ${draw.some(['default', 'shop', 'db', 'nowhere'], 1, 3).join(' ')}`),
  ])
}

export function kubernetes(draw: Draw, domain: Domain): readonly string[] {
  return draw.chance(15) ? [stanza(draw, 'kubernetes', domain, 'verified'), 'autopath @kubernetes'] : [stanza(draw, 'kubernetes', domain)]
}

/** Two stanzas, of two zones or of the same one. */
export function kubernetai(draw: Draw, [first, second]: readonly [Domain, Domain]): readonly string[] {
  const other = draw.chance(40) ? { ...second, zone: first.zone } : second
  const pods = draw.chance(20) ? 'verified' : undefined
  return [stanza(draw, 'kubernetai', first, pods), stanza(draw, 'kubernetai', other, pods), ...(pods ? ['autopath @kubernetai'] : [])]
}

/** Stands in front of kubernetes and answers from its services' outer addresses. */
export function k8sExternal(draw: Draw, zone: string): string {
  for (const name of ['web', 'api', 'db', 'cache', 'mail']) for (const namespace of ['default', 'shop', 'db']) if (draw.chance(50)) draw.note(`${name}.${namespace}.${zone}`)
  for (const label of ['dns', 'ns1.dns', 'shop', 'missing.shop', 'a.b.c']) draw.note(`${label}.${zone}`)
  draw.note(zone)
  return directive(`k8s_external ${zone}`, [...(draw.chance(40) ? ['headless'] : []), ...(draw.chance(30) ? [`apex ${draw.pick(['dns', 'adm'])}`] : []), ...(draw.chance(30) ? ['ttl 60'] : []), ...(draw.chance(30) ? ['fallthrough'] : [])])
}
