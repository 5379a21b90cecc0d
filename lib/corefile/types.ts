/** Where a token begins in the text: line and column from 1 (columns in UTF-16 units, as editors count). */
export interface Place {
  readonly line: number
  readonly column: number
}

/** How clients reach a server block. Source: coredns plugin/pkg/transport. */
export type Scheme = 'dns' | 'tls' | 'quic' | 'grpc' | 'https' | 'https3'

/** One zone that a block serves on one port. A key in CIDR form gives one of these per reverse zone, all with the same `text`. */
export interface BlockKey {
  readonly scheme: Scheme
  /** Lower case; "." is the root, every other zone stands without its trailing dot. */
  readonly zone: string
  readonly port: number
  /** As written, environment substituted, without the separating comma. */
  readonly text: string
  readonly place: Place
}

/** One line of a block, with the block it opens: "forward . 192.0.2.53 { … }". `block` is null when no brace follows. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Directive[] | null
  readonly place: Place
}

/** Zones and what is done with queries for them, in written order. */
export interface ServerBlock {
  readonly keys: readonly BlockKey[]
  readonly directives: readonly Directive[]
  readonly place: Place
}

/** Why a text is no Corefile: one sentence, and where. */
export interface CorefileError {
  readonly message: string
  readonly place: Place
}

/** The variables for `{$NAME}` and `{%NAME%}`. */
export type Environment = ReadonlyMap<string, string>

/** Files beside the Corefile, by the path that an import names. */
export type Files = Readonly<Record<string, string>>
