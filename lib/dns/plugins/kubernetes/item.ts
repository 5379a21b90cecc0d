import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { DeviceId } from '@/lib/network/ids'

/** One address or alias that a name stands for. */
export type Item =
  | { readonly type: 'address'; readonly address: IpAddress; readonly port: number | null; readonly target: string; readonly from?: ElementId; readonly device?: DeviceId }
  | { readonly type: 'alias'; readonly target: string; readonly from: ElementId }

/** What a name stands for: nothing at all (`name-error`), or items, of which there may be none (NODATA). */
export type Found = 'name-error' | readonly Item[]
