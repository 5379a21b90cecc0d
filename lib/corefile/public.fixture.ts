/** A Corefile of the shape that a distribution or a manual gives, written from its documentation. */
export interface PublicCorefile { readonly name: string; readonly source: string; readonly text: string; readonly blocks: readonly string[]; readonly plugins: readonly string[] }

const KUBEADM = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`

const EKS = `.:53 {
    errors
    health {
        lameduck 5s
      }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
    }
    prometheus :9153
    forward . /etc/resolv.conf
    cache 30
    loop
    reload
    loadbalance
}
domain-name:53 {
    errors
    cache 30
    forward . custom-dns-server
    reload
}
`

const AKS = `.:53 {
    errors
    ready
    health {
      lameduck 5s
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
      ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf
    cache 30
    loop
    reload
    loadbalance
    import custom/*.override
    template ANY ANY internal.cloudapp.net {
      match "^(?:[^.]+\\.){4,}internal\\.cloudapp\\.net\\.$"
      rcode NXDOMAIN
      fallthrough
    }
    template ANY ANY reddog.microsoft.com {
      rcode NXDOMAIN
    }
}
import custom/*.server
`

const K3S = `.:53 {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
    }
    hosts /etc/coredns/NodeHosts {
      ttl 60
      reload 15s
      fallthrough
    }
    prometheus :9153
    cache 30
    loop
    reload
    loadbalance
    import /etc/coredns/custom/*.override
    forward . /etc/resolv.conf
}
import /etc/coredns/custom/*.server
`

const RKE2 = `.:53 {
    errors
    health  {
        lameduck 10s
    }
    ready
    kubernetes  cluster.local  cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 30
    }
    prometheus  0.0.0.0:9153
    forward  . /etc/resolv.conf
    cache  30
    loop
    reload
    loadbalance
}
`

const NODE_LOCAL = `cluster.local:53 {
    errors
    cache {
            success 9984 30
            denial 9984 5
    }
    reload
    loop
    bind 169.254.20.10 10.96.0.10
    forward . __PILLAR__CLUSTER__DNS__ {
            force_tcp
    }
    prometheus :9253
    health 169.254.20.10:8080
    }
in-addr.arpa:53 {
    errors
    cache 30
    reload
    loop
    bind 169.254.20.10 10.96.0.10
    forward . __PILLAR__CLUSTER__DNS__ {
            force_tcp
    }
    prometheus :9253
    }
ip6.arpa:53 {
    errors
    cache 30
    reload
    loop
    bind 169.254.20.10 10.96.0.10
    forward . __PILLAR__CLUSTER__DNS__ {
            force_tcp
    }
    prometheus :9253
    }
.:53 {
    errors
    cache 30
    reload
    loop
    bind 169.254.20.10 10.96.0.10
    forward . __PILLAR__UPSTREAM__SERVERS__
    prometheus :9253
    }
`

const STUB_DOMAINS = `.:53 {
    errors
    health
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
    }
    prometheus :9153
    forward . 172.16.0.1
    cache 30
    loop
    reload
    loadbalance
}
consul.local:53 {
    errors
    cache 30
    forward . 10.150.0.1
}
abc.com:53 {
    errors
    cache 30
    forward . 1.2.3.4
}
my.cluster.local:53 {
    errors
    cache 30
    forward . 2.3.4.5
}
`

const MCS = `.:53 {
    errors
    health
    kubernetes cluster.local clusterset.local {
       multicluster clusterset.local
       fallthrough
    }
    forward . /etc/resolv.conf
}
`

const SUBMARINER = `#lighthouse-start AUTO-GENERATED SECTION. DO NOT EDIT
clusterset.local:53 {
    forward . 10.96.120.7
}
#lighthouse-end
.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
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

const OPENSHIFT = `# foo
example.com:5353 {
    prometheus 127.0.0.1:9153
    forward . 1.1.1.1 2.2.2.2:5353 {
        policy random
    }
    errors
    log . {
        class error
    }
    bufsize 1232
    cache 900 {
        denial 9984 30
    }
}
.:5353 {
    bufsize 1232
    errors
    log . {
        class error
    }
    health {
        lameduck 20s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
    }
    prometheus 127.0.0.1:9153
    forward . /etc/resolv.conf {
        policy sequential
    }
    cache 900 {
        denial 9984 30
    }
    reload
}
hostname.bind:5353 {
    chaos
}
`

const KUBERNETAI = `.:53 {
    errors
    log
    kubernetai cluster.local {
      endpoint http://192.168.99.100
      fallthrough
    }
    kubernetai assemblage.local {
      endpoint http://192.168.99.101
    }
    kubernetai conglomeration.local {
      endpoint http://192.168.99.102
    }
}
`

const SNIPPETS = `(base) {
    errors
    cache {$CACHE_SECONDS:30}
    log . {
        class error
    }
}
cluster.local:53, 10.96.0.0/12 {
    import base
    kubernetes cluster.local 10.96.0.0/12
}
tls://.:853 "example.org" {
    import base # as above
    rewrite name regex "(.*)\\.example\\.org" "{1}.example.net" answer auto
    template IN TXT example.org {
        answer "{{ .Name }} 60 IN TXT \\"a b\\""
    }
    forward . 192.0.2.53
}
`

export const PUBLIC_COREFILES: readonly PublicCorefile[] = [
  { name: 'kubeadm', source: 'kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go CoreDNSConfigMap', text: KUBEADM, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'EKS with a block for a domain', source: 'AWS re:Post "How do I configure CoreDNS for Amazon EKS", EKS add-on default', text: EKS, blocks: ['.:53', 'domain-name:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'AKS', source: 'learn.microsoft.com/azure/aks/coredns-custom (imports of coredns-custom)', text: AKS, blocks: ['.:53'], plugins: ['errors', 'ready', 'health', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance', 'template', 'template'] },
  { name: 'k3s', source: 'k3s-io/k3s manifests/coredns.yaml', text: K3S, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'hosts', 'prometheus', 'cache', 'loop', 'reload', 'loadbalance', 'forward'] },
  { name: 'RKE2', source: 'rancher/rke2-charts rke2-coredns values.yaml servers', text: RKE2, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'NodeLocal DNSCache', source: 'kubernetes/kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml', text: NODE_LOCAL, blocks: ['cluster.local:53', 'in-addr.arpa:53', 'ip6.arpa:53', '.:53'], plugins: ['errors', 'cache', 'reload', 'loop', 'bind', 'forward', 'prometheus', 'health'] },
  { name: 'stub domains', source: 'kubernetes/website content/en/docs/tasks/administer-cluster/dns-custom-nameservers.md', text: STUB_DOMAINS, blocks: ['.:53', 'consul.local:53', 'abc.com:53', 'my.cluster.local:53'], plugins: ['errors', 'health', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'multi-cluster services', source: 'coredns/coredns plugin/kubernetes/README.md "multicluster"', text: MCS, blocks: ['.:53'], plugins: ['errors', 'health', 'kubernetes', 'forward'] },
  { name: 'Submariner', source: 'submariner-io/submariner-operator controllers/servicediscovery updateDNSConfigMap', text: SUBMARINER, blocks: ['clusterset.local:53', '.:53'], plugins: ['forward'] },
  { name: 'OpenShift', source: 'openshift/cluster-dns-operator pkg/operator/controller/controller_dns_configmap.go corefileTemplate', text: OPENSHIFT, blocks: ['example.com:5353', '.:5353', 'hostname.bind:5353'], plugins: ['prometheus', 'forward', 'errors', 'log', 'bufsize', 'cache'] },
  { name: 'kubernetai', source: 'coredns/kubernetai README.md', text: KUBERNETAI, blocks: ['.:53'], plugins: ['errors', 'log', 'kubernetai', 'kubernetai', 'kubernetai'] },
  { name: 'snippets, several zones, prefixes, schemes, defaults, quotes', source: 'coredns/coredns man/corefile.5', text: SNIPPETS, blocks: ['cluster.local:53', '96.10.in-addr.arpa:53', '97.10.in-addr.arpa:53', '98.10.in-addr.arpa:53', '99.10.in-addr.arpa:53', '100.10.in-addr.arpa:53', '101.10.in-addr.arpa:53', '102.10.in-addr.arpa:53', '103.10.in-addr.arpa:53', '104.10.in-addr.arpa:53', '105.10.in-addr.arpa:53', '106.10.in-addr.arpa:53', '107.10.in-addr.arpa:53', '108.10.in-addr.arpa:53', '109.10.in-addr.arpa:53', '110.10.in-addr.arpa:53', '111.10.in-addr.arpa:53', '.:853', 'example.org:53'], plugins: ['errors', 'cache', 'log', 'kubernetes'] },
]
