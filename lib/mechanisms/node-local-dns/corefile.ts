/** What the cache's own Corefile needs to know. */
export interface CacheFacts { readonly domain: string; readonly listens: readonly string[]; readonly upstreams: readonly string[] }

/** Zones that the cache fetches from the cluster's name server; all others it asks the node's. */
const clusterZones = (domain: string): readonly string[] => [domain, 'in-addr.arpa', 'ip6.arpa']

/**
 * The Corefile that is installed with it. Names of the cluster go to the cluster's name server over TCP; everything else goes to the name
 * servers of the node, past the cluster's name server. Source: kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml.
 */
export function cacheCorefile({ domain, listens, upstreams }: CacheFacts): string {
  const block = (zone: string, forward: readonly string[]) => [`${zone}:53 {`, '    errors', '    cache 30', '    reload', '    loop', ...listens.length > 0 ? [`    bind ${listens.join(' ')}`] : [], ...forward, '    prometheus :9253', '}'].join('\n')
  const inside = upstreams.length > 0 ? [`    forward . ${upstreams.join(' ')} {`, '        force_tcp', '    }'] : []
  return `${[...clusterZones(domain).map(zone => block(zone, inside)), block('.', ['    forward . /etc/resolv.conf'])].join('\n')}\n`
}
