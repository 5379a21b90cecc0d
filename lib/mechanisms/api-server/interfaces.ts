import { vpcOfSubnet } from '@/lib/design/clusters'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkBetween, linkOf } from '@/lib/network/names'
import { plainInterface, plainPort } from '@/lib/network/plain'
import { privateEnd, publicEnd, type ApiContext } from './device'

/** Source: RFC 894: what the public internet carries everywhere, in bytes. Clouds' own networks may carry more; API answers fit either way. */
const INTERNET_MTU_BYTES = 1500

/** The public endpoint on the internet, and the private one in its subnet; each has a port, where its allowed ranges stand. */
export function endpointInterfaces(context: ApiContext): readonly Addition[] {
  const { view, id } = context
  const device = deviceOf(id)
  const outside = publicEnd(context)
  const inside = privateEnd(context)
  const own = (name: string, link: Parameters<typeof plainInterface>[1], mtuBytes: number) =>
    ({ ...plainInterface(interfaceOf(device, name), link, id, mtuBytes), sendsTooBig: true, port: plainPort(interfaceOf(device, name)) })
  const additions: Addition[] = []
  if (outside) {
    const internet = deviceOf(outside.internet)
    const link = linkBetween(internet, device)
    additions.push(
      { add: 'interface', device: internet, interface: plainInterface(interfaceOf(internet, id), link, outside.internet, INTERNET_MTU_BYTES) },
      { add: 'interface', device, interface: { ...own('public', link, INTERNET_MTU_BYTES), addresses: [{ address: outside.address, length: 32 }] } },
    )
  }
  if (inside) {
    const mtuBytes = vpcOfSubnet(view, inside.subnet)?.element.mtuBytes ?? INTERNET_MTU_BYTES
    additions.push({ add: 'interface', device, interface: { ...own('private', linkOf(inside.subnet), mtuBytes), addresses: [{ address: inside.address, length: 32 }] } })
  }
  return additions
}
