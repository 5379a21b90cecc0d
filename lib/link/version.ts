import type { Design } from '@/lib/design/design'
import type { Result } from '@/lib/net/result'

/** How one version of links writes a design as bytes. Once published it never changes: old links must open for ever. */
export interface LinkVersion {
  /** What deflate knows before it begins: part of the format as much as the tables are. */
  readonly dictionary: Uint8Array
  readonly pack: (design: Design) => Uint8Array
  /** The document as plain values, not yet checked. Never throws, whatever the bytes; bounded by LINK_LIMITS. */
  readonly unpack: (bytes: Uint8Array) => Result<unknown, 'too-large' | 'unreadable'>
}
