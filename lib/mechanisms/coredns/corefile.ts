import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, Files, Place, ServerBlock } from '@/lib/corefile/types'

/** The Corefile of a new cluster. Source: kubernetes:cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap. */
export const defaultCorefile = (domain: string): string => `.:53 {
    errors
    health {
        lameduck 5s
    }
    ready
    kubernetes ${domain} in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
        max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
`

/** A stanza that watches another cluster than its own, and by which key: the kubeconfig file, else the endpoint URL. */
export interface RemoteStanza { readonly key: string; readonly place: Place }

/** Plugins that watch an API server. Source: coredns plugin/kubernetes README; coredns/kubernetai README: the same options. */
const WATCHERS = ['kubernetes', 'kubernetai']

/** The stanzas of a Corefile that name a kubeconfig or an endpoint; none where the text is no Corefile. */
export function remoteStanzas(text: string, files: Files = {}): readonly RemoteStanza[] {
  const parsed = parseCorefile(text, new Map(), files)
  return parsed.ok ? parsed.value.flatMap(stanzasOf) : []
}

const stanzasOf = (block: ServerBlock): readonly RemoteStanza[] =>
  block.directives.filter(directive => WATCHERS.includes(directive.name)).flatMap(directive => {
    const named = optionOf(directive, 'kubeconfig') ?? optionOf(directive, 'endpoint')
    return named?.args[0] === undefined ? [] : [{ key: named.args[0], place: named.place }]
  })

const optionOf = (directive: Directive, name: string): Directive | undefined => directive.block?.find(option => option.name === name)
