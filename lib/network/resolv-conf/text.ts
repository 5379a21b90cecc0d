import { err, ok, type Result } from '@/lib/net/result'
import { STUB_OPTIONS, type StubOption, type StubResolver } from '@/lib/network/name-server'

/** A resolv.conf as data. Options as they are written, `name` or `name:value`. */
export interface ResolvConf {
  readonly nameservers: readonly string[]
  readonly searches: readonly string[]
  readonly options: readonly string[]
}

/**
 * Reads a resolv.conf as the kubelet does: `nameserver` lines add up, the last `search` and the last `options` line count, a final dot of a
 * search domain is dropped (the root stays), lines that begin with `#` are comments. A nameserver line without an address is an error.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go parseResolvConf.
 */
export function readResolvConf(text: string): Result<ResolvConf, 'nameserver-missing'> {
  const nameservers: string[] = []
  let [searches, options]: readonly [readonly string[], readonly string[]] = [[], []]
  for (const line of text.split('\n')) {
    if (line.trim().startsWith('#')) continue
    const [keyword, ...words] = line.split(/\s+/).filter(word => word !== '')
    if (keyword === 'nameserver') {
      if (words[0] === undefined) return err('nameserver-missing')
      nameservers.push(words[0])
    }
    if (keyword === 'search') searches = words.map(domain => (domain === '.' ? domain : domain.replace(/\.$/, '')))
    if (keyword === 'options') options = words
  }
  return ok({ nameservers, searches, options })
}

/** What the C library makes of an option's number: `least` where it is smaller or none, `most` where it is larger. */
interface Bounds { readonly without: number; readonly least: number; readonly most: number }

/** Sources: resolv.conf(5); glibc resolv/res_init.c res_setoptions: RES_MAXNDOTS, RES_MAXRETRANS, RES_MAXRETRY. */
const NDOTS: Bounds = { without: 1, least: 0, most: 15 }
const TIMEOUT: Bounds = { without: 5, least: 0, most: 30 }
const ATTEMPTS: Bounds = { without: 2, least: 0, most: 5 }

/** Options as a resolver library understands them; the last of several of one name counts, unknown ones are ignored. */
export function libraryOptions(options: readonly string[]): Pick<StubResolver, 'ndots' | 'timeoutSeconds' | 'attempts' | 'options'> {
  const named = new Map(options.map(option => [option.split(':')[0] ?? '', option.slice(option.indexOf(':') + 1)]))
  return {
    ndots: numberOf(named.get('ndots'), NDOTS), timeoutSeconds: numberOf(named.get('timeout'), TIMEOUT), attempts: numberOf(named.get('attempts'), ATTEMPTS),
    options: STUB_OPTIONS.filter((option): option is StubOption => named.has(option)),
  }
}

function numberOf(text: string | undefined, { without, least, most }: Bounds): number {
  if (text === undefined) return without
  const value = Number.parseInt(text, 10)
  return Number.isNaN(value) ? least : Math.min(most, Math.max(least, value))
}

/** Writes it down again. */
export function writeResolvConf({ nameservers, searches, options }: ResolvConf): string {
  const lines = [...searches.length > 0 ? [`search ${searches.join(' ')}`] : [], ...nameservers.map(address => `nameserver ${address}`), ...options.length > 0 ? [`options ${options.join(' ')}`] : []]
  return lines.map(line => `${line}\n`).join('')
}
