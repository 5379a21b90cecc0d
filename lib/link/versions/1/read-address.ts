import { NETWORK_LENGTH, networkOf, significantBytes } from './addresses'
import { listOf, readByte, readVarint, stop, type Reader } from './reader'
import { NEAR, TOKEN } from './tokens'

/** An address whose first byte has been read. */
export function readAddress(reader: Reader, token: number): string {
  if (token === TOKEN.near) return addressNear(reader, readVarint(reader))
  if (token >= NEAR.first && token < NEAR.first + NEAR.count) return addressNear(reader, token - NEAR.first)
  if (token !== TOKEN.address) return stop('unreadable')
  const octets = listOf(4, () => readByte(reader))
  learnNetwork(reader, octets)
  return octets.join('.')
}

export function addressNear(reader: Reader, number: number): string {
  const network = reader.networks[number] ?? stop('unreadable')
  return `${network}.${readByte(reader)}`
}

export function readPrefix(reader: Reader): string {
  const length = readByte(reader)
  if (length > NETWORK_LENGTH) return `${readAddress(reader, readByte(reader))}/${length}`
  const octets = [...listOf(significantBytes(length), () => readByte(reader)), 0, 0, 0, 0].slice(0, 4)
  learnNetwork(reader, octets)
  return `${octets.join('.')}/${length}`
}

function learnNetwork(reader: Reader, octets: readonly number[]): void {
  const network = networkOf(octets)
  if (reader.knownNetworks.has(network)) return
  reader.knownNetworks.add(network)
  reader.networks.push(network)
}
