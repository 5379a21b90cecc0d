import { defaultCorefile } from './corefile'

/** How a distribution lets its CoreDNS be configured. */
export interface Distribution {
  /** The ConfigMap that holds the Corefile, where a person may write it; null: the provider writes it back. */
  readonly corefileIn: string | null
  /** A ConfigMap whose keys are files beside the Corefile, and where they lie. */
  readonly custom: { readonly configMap: string; readonly folder: string } | null
  readonly corefile: (domain: string) => string
}

const IMPORTS = (folder: string) => ({ inside: `    import ${folder}/*.override\n`, outside: `import ${folder}/*.server\n` })

/** The usual Corefile with imports of a folder, inside its block and behind it. */
const importing = (folder: string) => (domain: string): string => {
  const { inside, outside } = IMPORTS(folder)
  return `${defaultCorefile(domain).replace(/\}\n$/, `${inside}}\n`)}${outside}`
}

/**
 * What a cluster reads of what is written into ConfigMaps of its name server.
 *
 * Sources: kubernetes/kubernetes cmd/kubeadm addons/dns (coredns); learn.microsoft.com/azure/aks/coredns-custom (coredns-custom, `*.override`
 * and `*.server`; the main ConfigMap is written back); k3s-io/k3s manifests/coredns.yaml (coredns-custom under /etc/coredns/custom);
 * rancher/rke2-charts rke2-coredns (rke2-coredns-rke2-coredns; submariner-io/lighthouse#1602).
 */
export const DISTRIBUTIONS: Readonly<Record<'kubeadm' | 'aks' | 'k3s' | 'rke2', Distribution>> = {
  kubeadm: { corefileIn: 'coredns', custom: null, corefile: defaultCorefile },
  aks: { corefileIn: null, custom: { configMap: 'coredns-custom', folder: 'custom' }, corefile: importing('custom') },
  k3s: { corefileIn: 'coredns', custom: { configMap: 'coredns-custom', folder: '/etc/coredns/custom' }, corefile: importing('/etc/coredns/custom') },
  rke2: { corefileIn: 'rke2-coredns-rke2-coredns', custom: null, corefile: defaultCorefile },
}

export const DISTRIBUTION_NAMES = ['kubeadm', 'aks', 'k3s', 'rke2'] as const
