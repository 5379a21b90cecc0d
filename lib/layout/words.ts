import type { DesignElement } from '@/lib/design/design'
import { own } from '@/lib/net/own'

export interface Caption { readonly text: string; readonly is: 'code' | 'words' }

const code = (text: string): Caption => ({ text, is: 'code' })
const words = (text: string): Caption => ({ text, is: 'words' })
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
/** The first of several, and how many more there are. */
const first = (list: readonly string[] = []): string => (list.length > 1 ? `${list[0]} +${list.length - 1}` : (list[0] ?? ''))

/** What stands below the name of an element: the one fact that tells it from its like. */
export function captionOf(element: DesignElement): Caption {
  switch (element.kind) {
    case 'site': return words('')
    case 'internet': return words('')
    case 'vpc': return code(first(element.cidrs))
    case 'subnet': return code(element.cidr)
    case 'secondary-range': return code(element.cidr)
    case 'route-table': return words(tableWords(element.routes?.length ?? 0, element.propagate?.length ?? 0))
    case 'internet-gateway': return words('')
    case 'nat-gateway': return code(first(element.publicAddresses))
    case 'vpn-gateway': return element.asn === undefined ? code(first(element.addresses)) : words(`AS ${element.asn}`)
    case 'cloud-router': return words(`AS ${element.asn}`)
    case 'security-group': return words(count(element.ingress?.length ?? 0, 'rule in', 'rules in'))
    case 'network-acl': return words('stateless')
    case 'firewall': return words(count(element.rules.length, 'rule'))
    case 'load-balancer': return code(element.address)
    case 'cluster': return words('')
    case 'node': return code(element.address)
    case 'workload': return words(count(element.pods.length, 'pod'))
    case 'service': return element.address !== undefined ? code(element.address) : words(element.type === 'Headless' ? 'headless' : (element.externalName ?? element.type))
    case 'name-server': return element.address !== undefined ? code(element.address) : words(element.mechanism ?? '')
    case 'api-server': return code(element.publicAddress ?? element.address ?? '')
    case 'segment': return code(first(element.cidrs))
    case 'router': return element.asn === undefined ? code(first(element.interfaces.flatMap(item => item.addresses ?? []))) : words(`AS ${element.asn}`)
    case 'host': return code(element.address)
  }
}

const tableWords = (routes: number, propagated: number): string => `${count(routes, 'route')}${propagated > 0 ? ', learns' : ''}`

const PROVIDERS: Readonly<Record<string, string>> = { aws: 'AWS', gcp: 'GCP', azure: 'Azure', 'on-premises': 'on premises' }

/** What a provider is called; one that is not known as it is written. */
export const providerWord = (provider: string): string => own(PROVIDERS, provider) ?? provider

/** What stands at the end of a strip. */
export function endOf(element: DesignElement, children: number): string {
  if (element.kind === 'site') return providerWord(element.provider)
  if (element.kind === 'cluster') return element.network.mechanism
  if (element.kind === 'vpc') return count(children, 'subnet')
  return ''
}

/** Glyphs that depend on more than the kind. */
export const isHeadless = (element: DesignElement): boolean => element.kind === 'service' && element.type === 'Headless'
