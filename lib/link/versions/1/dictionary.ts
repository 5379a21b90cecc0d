/**
 * Text that deflate knows before a link begins, the likelier the further down. FROZEN: another text is another version.
 *
 * Only the vocabulary of the trade, nothing of any example. Sources: AWS's and Google Cloud's lists of regions; Corefile: the manuals of the plugins
 * (coredns.io/plugins), the file that kubeadm installs (kubernetes.io, "Customizing DNS Service") and kubernetai's README; names by the specification
 * of Kubernetes' DNS; ranges by RFC 1918 and RFC 6598.
 */
const REGIONS = [
  'africa-south1', 'asia-east1', 'asia-northeast1', 'asia-south1', 'asia-southeast1', 'australia-southeast1', 'europe-central2', 'europe-north1',
  'europe-southwest1', 'europe-west1', 'europe-west2', 'europe-west3', 'europe-west4', 'europe-west6', 'europe-west9', 'me-west1', 'northamerica-northeast1',
  'southamerica-east1', 'us-central1', 'us-east1', 'us-east4', 'us-south1', 'us-west1', 'us-west2', 'af-south-1', 'ap-east-1', 'ap-northeast-1', 'ap-south-1',
  'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1',
  'me-south-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
].join('\0')

const WORDS = [
  'frontend', 'postgres', 'mysql', 'redis', 'kafka', 'rabbitmq', 'mongodb', 'elasticsearch', 'prometheus', 'grafana', 'production', 'staging', 'development', 'shared',
  'internal', 'external', 'primary', 'secondary', 'network', 'subnet', 'gateway', 'router', 'cluster', 'service', 'resolver', 'firewall', 'private', 'public',
  'allow-ssh', 'allow-https', 'allow-health-checks', 'allow-internal', '-from-', '-nodes', '-pods', '-svc', '-service', '-gateway', '-private', '-public',
].join('\0')

const NAMES = ['compute.internal', 'google.internal', 'svc.clusterset.local', '.kube-system.svc.cluster.local', '.default.svc.cluster.local'].join('\0')

const COREFILES = `log
debug
acl {
    allow net 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10
    block
}
hosts /etc/coredns/hosts {
    fallthrough
}
file /etc/coredns/db.example.org example.org
template IN A example.org {
    match "^(.*)[.]example[.]org[.]$"
    answer "{{ .Name }} 60 IN A 192.0.2.1"
}
rewrite name suffix .example.org .default.svc.cluster.local answer auto
rewrite name regex (.*)
rewrite stop {
import /etc/coredns/custom/*.override
bind
k8s_external example.org
autopath @kubernetes
minimal
kubernetes cluster.local {
    namespaces default
    endpoint https://api.example.org:443
    tls /etc/coredns/client.crt /etc/coredns/client.key /etc/coredns/ca.crt
    noendpoints
    pods verified
    pods disabled
    ttl 5
}
forward . 8.8.8.8 {
    except cluster.local
    policy sequential
    prefer_udp
    force_tcp
    health_check 5s
}
example.org:53 {
    errors
    cache 30
    forward . 10.0.0.2
}
.:53 {
    kubernetai cluster.local {
        kubeconfig /etc/coredns/kubeconfig
        fallthrough
    }
}
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
    cache 30 {
        disable success cluster.local
        disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`

export const DICTIONARY = [REGIONS, WORDS, NAMES, COREFILES].join('\0')
