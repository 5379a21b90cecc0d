import { NETWORK_LENGTH, networkOf, significantBytes, type Ipv4 } from './addresses'
import { NEAR, TOKEN } from './tokens'
import { number, writeNumbered, type Writer } from './writer'

export function writeAddress(writer: Writer, { octets, length }: Ipv4): void {
  if (length !== undefined) writer.bytes.push(TOKEN.prefix, length)
  if (length !== undefined && length <= NETWORK_LENGTH) {
    writer.bytes.push(...octets.slice(0, significantBytes(length)))
    number(writer.networks, networkOf(octets))
    return
  }
  const network = writer.networks.get(networkOf(octets))
  if (network === undefined) {
    writer.bytes.push(TOKEN.address, ...octets)
    number(writer.networks, networkOf(octets))
  } else {
    writeNumbered(writer, network, NEAR, TOKEN.near)
    writer.bytes.push(octets[3] ?? 0)
  }
}
