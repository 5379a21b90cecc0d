import { beginsLine, expandImport, fail, peek, placeOf, take, takeOnLine, type Reader } from './reader'
import type { Token } from './lexer'
import type { Directive, Place } from './types'

const MAX_DEPTH = 32

/** Where directives stand: in a server block, or in the block of a directive, `depth` blocks (from 1) deep. */
type Within = { readonly kind: 'server' } | { readonly kind: 'directive'; readonly depth: number; readonly brace: Place }

/**
 * Reads directives up to the "}" that ends their block, and takes it; or up to the end of the text. Only the block of
 * a directive must end with "}": what a server block must do is the caller's matter.
 *
 * A directive ends with its line, or with the block it opens. As the manual asks, "{" ends the directive's line and "}"
 * begins one: what CoreDNS's parser lets pass beyond that its plugins mostly refuse. Source: coredns/caddy v1.1.4
 * caddyfile/parse.go directives and directive; dispenser.go RemainingArgs and NextBlock.
 */
export function readDirectives(reader: Reader, within: Within): readonly Directive[] {
  const directives: Directive[] = []
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (token.text === 'import') expandImport(reader)
    else if (token.text === '{') fail(reader, token.place, 'The brace "{" must stand at the end of the line of its directive.')
    else if (take(reader) === undefined || token.text === '}') return directives
    else directives.push(readDirective(reader, token, within))
  }
  if (within.kind === 'directive') fail(reader, within.brace, 'The block that begins here is never closed: a "}" is missing.')
  return directives
}

function readDirective(reader: Reader, name: Token, within: Within): Directive {
  const args: string[] = []
  for (let token = takeOnLine(reader); token !== undefined; token = takeOnLine(reader)) {
    if (token.text === '{') return { name: name.text, args, block: readNested(reader, token.place, depthOf(within) + 1), place: placeOf(reader, name.place) }
    if (token.text === '}') fail(reader, token.place, 'The brace "}" must begin a line of its own.')
    args.push(token.text)
  }
  return { name: name.text, args, block: null, place: placeOf(reader, name.place) }
}

function readNested(reader: Reader, brace: Place, depth: number): readonly Directive[] {
  const first = peek(reader)
  if (depth > MAX_DEPTH) fail(reader, brace, `Blocks stand more than ${MAX_DEPTH} deep in each other.`)
  else if (first !== undefined && first.text !== '}' && !beginsLine(reader, first)) fail(reader, first.place, 'Nothing may follow "{" on its line.')
  const block = readDirectives(reader, { kind: 'directive', depth, brace })
  const next = peek(reader)
  if (next !== undefined && !beginsLine(reader, next) && !(next.text === '}' && depth > 1)) fail(reader, next.place, 'Nothing may follow "}" on its line.')
  return block
}

function depthOf(within: Within): number {
  return within.kind === 'server' ? 0 : within.depth
}
