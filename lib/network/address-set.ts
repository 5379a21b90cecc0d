import type { Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { AddressSetId } from './ids'

/** One entry of a set, and the element it comes from. */
export interface Member { readonly cidr: Cidr; readonly from: ElementId }

/** Named and additive: any mechanism may add members; rules match by name. */
export interface AddressSet { readonly id: AddressSetId; readonly members: readonly Member[] }
