import type { Environment } from './types'

const MAX_REPLACEMENTS = 64
const MAX_LENGTH = 65_536

/**
 * Replaces references to environment variables inside one token: `{%NAME%}`, then `{$NAME}`. A variable that is not set
 * is empty, or its default in `{$NAME:default}`. A value is never split into several tokens, spaces or not (coredns#3657).
 *
 * References inside values are replaced too, at most 64 in all. A reference without a name ends the search, as in
 * CoreDNS. Source: coredns/caddy v1.1.4 caddyfile/parse.go replaceEnvVars, which knows no defaults (they are Caddy 2's).
 */
export function substitute(text: string, environment: Environment): string {
  let result = text
  for (let count = 0; count < MAX_REPLACEMENTS && result.length <= MAX_LENGTH; count++) {
    const next = replaceFirst(result, '{%', '%}', environment) ?? replaceFirst(result, '{$', '}', environment)
    if (next === undefined) break
    result = next
  }
  return result
}

/** The text with its first reference replaced; undefined when there is none. */
function replaceFirst(text: string, opening: string, closing: string, environment: Environment): string | undefined {
  const start = text.indexOf(opening)
  const end = start < 0 ? -1 : text.indexOf(closing, start)
  if (end <= start + opening.length) return undefined
  return text.slice(0, start) + valueOf(text.slice(start + opening.length, end), environment) + text.slice(end + closing.length)
}

function valueOf(reference: string, environment: Environment): string {
  const colon = reference.indexOf(':')
  if (colon < 0) return environment.get(reference) ?? ''
  return environment.get(reference.slice(0, colon)) ?? reference.slice(colon + 1)
}
