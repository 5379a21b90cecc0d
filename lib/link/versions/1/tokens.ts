/** What the first byte of a value says. FROZEN. */
export const TOKEN = {
  null: 0, false: 1, true: 2,
  /** A text that was not met yet, and has the next number from here on. */
  text: 3,
  /** A text by its number (varint). The ids of the design have the first numbers. */
  known: 4,
  list: 5, map: 6,
  /** A list of maps of one shape: shape, count, then the values alone. */
  table: 7,
  int: 8, negative: 9,
  /** A number as decimal text. */
  number: 10,
  /** An IPv4 address, 4 bytes; its first three are a network that has the next number from here on. */
  address: 11,
  /** An IPv4 address by the number of its network (varint), and the last byte. */
  near: 12,
  /** An IPv4 prefix: its length; up to /24 its bytes without those that are zero by the length, else an address. */
  prefix: 13,
} as const

/** Lists of 0 to 7 items. */
export const SHORT_LIST = { first: 16, count: 8 } as const
/** Addresses in the first networks. */
export const NEAR = { first: 24, count: 40 } as const
/** Texts of the first numbers. */
export const KNOWN = { first: 64, count: 64 } as const
/** Texts of WORDS. */
export const WORD = { first: 128, count: 128 } as const
