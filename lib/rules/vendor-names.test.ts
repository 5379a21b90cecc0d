import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** The engine knows no vendor and no mechanism: what one needs becomes a property of the Network. */
const ENGINE = ['lib/trace', 'lib/control', 'lib/converge', 'lib/network', 'lib/net']

const VENDORS = [
  ...['aws', 'amazon', 'ec2', 'eks', 'vgw', 'tgw', 'gcp', 'google', 'gke', 'azure', 'aks', 'microsoft', 'oracle', 'oci', 'oke', 'digitalocean', 'hetzner'],
  ...['alibaba', 'ibm', 'openshift', 'rancher', 'vmware', 'nsx', 'tanzu', 'cisco', 'juniper', 'fortinet', 'palo-alto', 'mikrotik'],
  ...['cilium', 'calico', 'flannel', 'antrea', 'kube-ovn', 'ovn', 'weave', 'kindnet', 'multus', 'kube-router', 'kube-proxy', 'kube-dns', 'coredns', 'kubernetai'],
  ...['submariner', 'skupper', 'istio', 'linkerd', 'consul', 'kuma', 'envoy', 'nginx', 'haproxy', 'traefik', 'metallb', 'purelb', 'kube-vip'],
  ...['tailscale', 'zerotier', 'netbird', 'nebula', 'netmaker', 'openvpn', 'strongswan', 'libreswan', 'frr', 'bird', 'cloudflare', 'equinix', 'megaport'],
]

/** Folders of lib/mechanisms that are named after a protocol or a word everyone shares. */
const SHARED_WORDS = ['internet', 'dns-server', 'ipsec', 'bgp', 'ospf', 'vxlan', 'geneve', 'gre', 'ipip', 'wireguard', 'kubernetes', 'corefile', 'host', 'router', 'static', 'segment']

function folders(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

/** "isKubeProxy", "kube_proxy" and "kube-proxy" all become words: "kube proxy". */
function words(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .replace(/[^A-Za-z0-9\n]+/g, ' ')
    .toLowerCase()
}

/** The text of every token; comments stand between tokens. */
function tokens(node: ts.Node, source: ts.SourceFile): readonly ts.Node[] {
  const children = node.getChildren(source).filter((child) => child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode)
  return children.length === 0 ? [node] : children.flatMap((child) => tokens(child, source))
}

function namesIn(path: string, text: string, names: readonly string[]): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  return tokens(source, source).flatMap((token) => {
    const said = ` ${words(token.getText(source))} `
    const line = source.getLineAndCharacterOfPosition(token.getStart(source)).line + 1
    return names.filter((name) => said.includes(` ${words(name)} `)).map((name) => `${path}:${line} names ${name}`)
  })
}

const mechanisms = folders('lib/mechanisms').filter((name) => !SHARED_WORDS.includes(name))
const NAMES = [...new Set([...VENDORS, ...mechanisms])]

function codeIn(folder: string, reach: 'deep' | 'flat'): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: reach === 'deep' })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** The plugins and servers of DNS, in folders of their own, are named after what they imitate. */
const files = [...ENGINE.flatMap((folder) => codeIn(folder, 'deep')), ...codeIn('lib/dns', 'flat')]

describe('the engine names no vendor and no mechanism', () => {
  it('looks at the engine', () => {
    expect(files.length).toBeGreaterThan(10)
  })

  it.each(files)('%s', (path) => {
    expect(namesIn(path, readFileSync(path, 'utf8'), NAMES)).toEqual([])
  })
})

describe('how names are found', () => {
  it.each([
    { name: 'a string', text: "export const x = 'aws'", found: 1 },
    { name: 'a part of a name in camel case', text: 'export const isAwsVpc = 1', found: 1 },
    { name: 'a constant', text: 'export const GKE_PODS = 1', found: 1 },
    { name: 'a name of several words', text: "export const code = 'kube-proxy.dropped'", found: 1 },
    { name: 'a part of a template', text: 'export const say = (x: string) => `from ${x} on EKS`', found: 1 },
    { name: 'a comment', text: '/** As AWS does. */\nexport const x = 1 // and Azure\n', found: 0 },
    { name: 'a comment in front of a member', text: 'export interface A {\n  /** AWS: local wins. */\n  readonly b: 1\n}', found: 0 },
    { name: 'letters inside another word', text: 'export const laws = { birds: 1 }', found: 0 },
  ])('$name: $found', ({ text, found }) => {
    expect(namesIn('example.ts', text, VENDORS)).toHaveLength(found)
  })
})
