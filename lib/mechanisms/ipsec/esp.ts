/** What a cipher adds to a packet: the bytes of its initialisation vector and integrity value, and the block that the payload is padded to. */
interface Cipher { readonly vectorBytes: number; readonly checkBytes: number; readonly blockBytes: number }

/**
 * Sources: AES-GCM with 16 bytes of integrity value, RFC 4106 sections 3.1 and 6, padded to 4 bytes by RFC 4303 section 2.4; AES-CBC, RFC 3602
 * sections 2.1 and 2.4; HMAC-SHA1-96, RFC 2404; HMAC-SHA2, RFC 4868 section 2.6.
 */
const CIPHERS = {
  'aes-gcm-16': { vectorBytes: 8, checkBytes: 16, blockBytes: 4 },
  'aes-cbc-sha1': { vectorBytes: 16, checkBytes: 12, blockBytes: 16 },
  'aes-cbc-sha2-256': { vectorBytes: 16, checkBytes: 16, blockBytes: 16 },
  'aes-cbc-sha2-384': { vectorBytes: 16, checkBytes: 24, blockBytes: 16 },
  'aes-cbc-sha2-512': { vectorBytes: 16, checkBytes: 32, blockBytes: 16 },
} as const satisfies Record<string, Cipher>
export type CipherName = keyof typeof CIPHERS
export const CIPHER_NAMES = Object.keys(CIPHERS) as [CipherName, ...CipherName[]]

const IPV4_HEADER_BYTES = 20
/** Security parameters index and sequence number. Source: RFC 4303 section 2. */
const ESP_HEADER_BYTES = 8
/** Pad length and next header, inside the padded part. Source: RFC 4303 section 2.4. */
const ESP_TRAILER_BYTES = 2
/** Source: RFC 3948 section 2.1. */
const UDP_HEADER_BYTES = 8

/** Bytes around the inner packet over IPv4, as the Network's tunnels say it. */
export interface Overhead { readonly headerBytes: number; readonly trailerBytes: number; readonly blockBytes: number }

export function espOverhead(name: CipherName, encapsulation: 'esp' | 'udp'): Overhead {
  const { vectorBytes, checkBytes, blockBytes } = CIPHERS[name]
  const headerBytes = IPV4_HEADER_BYTES + (encapsulation === 'udp' ? UDP_HEADER_BYTES : 0) + ESP_HEADER_BYTES + vectorBytes + checkBytes + ESP_TRAILER_BYTES
  return { headerBytes, trailerBytes: ESP_TRAILER_BYTES, blockBytes }
}

/** The largest inner packet whose outer one has at most `outerBytes`. */
export function innerMtuBytes({ headerBytes, trailerBytes, blockBytes }: Overhead, outerBytes: number): number {
  const padded = outerBytes - (headerBytes - trailerBytes)
  return padded - (padded % blockBytes) - trailerBytes
}
