import type { ElementId } from '@/lib/net/element-id'

/** `used`: it counts; `lit`: the packets of an answer came to it. */
export interface DeviceRow { readonly state: 'used' | 'lost' | 'withheld'; readonly cells: readonly string[]; readonly why: string; readonly element: ElementId; readonly lit: boolean }

/** One table of a device: routes after route exchange, translations, or the rules of one filter, in the order in which they are tried. */
export interface DeviceTable {
  readonly kind: 'routes' | 'translations' | 'filter'
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly DeviceRow[]
}

/** What the packets of an answer came to on one device: routes, rules and translations, themselves, and the filters whose default or memory decided. */
export type Taken = ReadonlySet<unknown>
