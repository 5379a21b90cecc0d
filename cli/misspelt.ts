import type { Design } from '@/lib/design/design'
import { nearest } from '@/lib/design/nearest'
import type { Network } from '@/lib/network/network'

/** A word without dots that was asked as a DNS name although an element or pod is called almost so. */
export function misspelt(name: string, { elements }: Design, network: Network): readonly string[] {
  if (name.includes('.')) return []
  const near = nearest(name, [...Object.keys(elements), ...network.devices.keys()])
  return near === undefined ? [] : [`No element is called ${name}, so it was asked as a DNS name; did you mean ${near}?`]
}
