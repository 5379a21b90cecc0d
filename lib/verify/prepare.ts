import { compile } from '@/lib/compile/compile'
import { settle } from '@/lib/converge/settle'
import type { Design } from '@/lib/design/design'
import { viewDesign, type DesignView } from '@/lib/design/view'
import type { Mechanism } from '@/lib/mechanisms/types'
import type { Network } from '@/lib/network/network'
import type { Problem } from '@/lib/network/problem'

/** A design ready to be asked: compiled once, routes exchanged, conditions settled. */
export interface Prepared { readonly design: Design; readonly view: DesignView; readonly network: Network; readonly problems: readonly Problem[] }

/** The one way from a design to a Network that answers. */
export function prepare(design: Design, mechanisms: readonly Mechanism[]): Prepared {
  const { network, problems } = compile(design, mechanisms)
  return { design, view: viewDesign(design), network: settle(network), problems }
}
