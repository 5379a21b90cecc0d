import { elementId } from '@/lib/net/element-id'
import { bitsOfVersion, cidr, prefixOf } from '@/lib/net/cidr'
import { ip, versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { emptyDraft } from '@/lib/network/build'
import type { Device, Interface, Link, Port } from '@/lib/network/device'
import type { DeviceId, LinkId } from '@/lib/network/ids'
import { deviceOf, interfaceOf, tableOf, trackerOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { NextHop, Route } from '@/lib/network/route'

/** A device as a test writes it: interfaces as `link address/length`, routes as `prefix via address [dev interface]`, `prefix dev interface`, `prefix blackhole`. */
export interface SampleDevice {
  readonly id: string
  readonly interfaces: Readonly<Record<string, string>>
  readonly routes?: readonly string[]
  readonly listens?: readonly number[]
  readonly change?: (device: Device) => Device
  readonly ports?: Readonly<Record<string, Partial<Port>>>
  readonly changeInterface?: Readonly<Record<string, Partial<Interface>>>
}

const code = 'sample.route' as const

function nextHop(device: DeviceId, words: readonly string[]): NextHop {
  const [kind, value = ''] = words
  const [, , dev, name = ''] = words
  if (kind === 'via') return { type: 'via', address: ip(value), ...(dev === 'dev' ? { interfaceId: interfaceOf(device, name) } : {}) }
  if (kind === 'dev') return { type: 'interface', interfaceId: interfaceOf(device, value) }
  if (kind === 'blackhole' || kind === 'unreachable' || kind === 'prohibit' || kind === 'throw' || kind === 'leaves') return { type: kind }
  throw new Error(`not a next hop: ${words.join(' ')}`)
}

export function sampleRoute(device: DeviceId, text: string): Route {
  const [prefix = '', ...rest] = text.split(' ')
  return { prefix: cidr(prefix), nextHop: nextHop(device, rest), origin: 'static', preference: 10, code, from: elementId(device) }
}

function sampleDevice(sample: SampleDevice): Device {
  const id = deviceOf(sample.id)
  const from = elementId(sample.id)
  const interfaces = Object.entries(sample.interfaces).map(([name, text]): Interface => {
    const [link = '', ...addresses] = text.split(' ')
    const port = sample.ports?.[name]
    return {
      id: interfaceOf(id, name), link: link as LinkId, from, mtuBytes: 1500, sendsTooBig: true, reversePathFilter: 'off', path: 'host',
      addresses: addresses.map(written => { const [address = '', length = '32'] = written.split('/'); return { address: ip(address), length: Number(length) } }),
      ...(port ? { port: { claims: [], check: 'none', filters: [], nat: [], tracker: trackerOf(interfaceOf(id, name)), ...port } } : {}),
      ...sample.changeInterface?.[name],
    }
  })
  const connected = interfaces.flatMap(item => item.addresses.filter(own => own.length < bitsOfVersion(versionOf(own.address))).map((own): Route => ({
    prefix: prefixOf(own.address, own.length), nextHop: { type: 'connected', interfaceId: item.id }, origin: 'connected', preference: 0, code, from,
  })))
  const device: Device = {
    id, from, role: 'router', interfaces, policyRules: [], nat: [], filters: [], proxies: [], forwards: true, notices: 'icmp', tracker: trackerOf(id),
    tables: [{ id: tableOf(id, 'main'), from, routes: [...connected, ...(sample.routes ?? []).map(text => sampleRoute(id, text))], withheld: [], ties: 'all' }],
    listeners: (sample.listens ?? []).flatMap(port => [PROTOCOLS.tcp, PROTOCOLS.udp].map(protocol => ({ protocol, ports: { from: port, to: port }, from }))),
  }
  return sample.change ? sample.change(device) : device
}

/** A Network for tests: links are made of the names that interfaces mention; those starting with `p2p` are point to point. */
export function sampleNetwork(samples: readonly SampleDevice[], links: Readonly<Record<string, Partial<Link>>> = {}): Network {
  const devices = samples.map(sampleDevice)
  const names = new Set(devices.flatMap(device => device.interfaces.map(item => item.link)))
  return {
    ...emptyDraft(),
    devices: new Map(devices.map(device => [device.id, device])),
    links: new Map([...names].map(id => [id, { id, from: elementId(id), kind: id.startsWith('p2p') ? 'point-to-point' : 'segment', apart: [], membersKnown: true, up: true, ...links[id] } as Link])),
  }
}
