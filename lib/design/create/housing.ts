import type { Design } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { cidr } from '@/lib/net/cidr'
import { err, ok, type Result } from '@/lib/net/result'
import { fits, freeAddress, isOwned } from './addresses'
import type { At } from './filling'
import { habitsOf } from './providers'

/** Ports of what nobody has said anything of. */
export const DEFAULT_PORT = 8080

export interface Housed { readonly design: Design; readonly view: DesignView; readonly id: string }

/** A subnet of the VPC: the one that it has, else the one preferred, else the first, else a new one. */
export function subnetFor({ design, view, vpc, create }: Pick<At<ElementKind>, 'design' | 'view' | 'vpc' | 'create'>, wanted: string | undefined, preferred?: string): Result<Housed, string> {
  if (vpc === undefined) return err('There is no VPC here for a subnet.')
  const found = [wanted, preferred, view.childrenOf(vpc, 'subnet')[0]?.id].find(id => id !== undefined && view.get(id, 'subnet')?.parent === vpc)
  if (found !== undefined) return ok({ design, view, id: found })
  const made = create(design, 'subnet', vpc)
  return made.ok ? ok({ design: made.value.design, view: viewDesign(made.value.design), id: made.value.id }) : made
}

/** An address of a subnet: the one that it has if it fits and is its own, else the next free one. */
export function addressIn(view: DesignView, { id, provider }: Pick<At<'node'>, 'id' | 'provider'>, subnet: string, address: string | undefined, also: readonly string[] = []): Result<string, string> {
  const range = cidr(view.get(subnet, 'subnet')?.cidr ?? '0.0.0.0/32')
  const { reserved } = habitsOf(provider)
  if (address !== undefined && fits(range, address, reserved) && !isOwned(view, address, id) && !also.includes(address)) return ok(address)
  const free = freeAddress(view, range, { reserved, also })
  return free === undefined ? err(`Subnet ${subnet} has no free address. Give it a larger range, or add another subnet.`) : ok(free)
}
