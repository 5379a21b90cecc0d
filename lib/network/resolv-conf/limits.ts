/** What the kubelet leaves of a list, and whether it warns that something is missing. */
export interface Fitted { readonly kept: readonly string[]; readonly cut: 'yes' | 'no' }

/** Limits on a pod's resolv.conf. */
export interface SearchLimits { readonly maxPaths: number; readonly maxChars: number }

/** Source: kubernetes pkg/apis/core/validation/validation.go MaxDNSNameservers. */
export const MAX_NAMESERVERS = 3
/** Source: the same file, MaxDNSSearchPathsExpanded and MaxDNSSearchListCharsExpanded (ExpandedDNSConfig, on since Kubernetes 1.26). */
export const SEARCH_LIMITS: SearchLimits = { maxPaths: 32, maxChars: 2048 }
/** The same before that: MaxDNSSearchPathsLegacy, MaxDNSSearchListCharsLegacy. */
export const LEGACY_SEARCH_LIMITS: SearchLimits = { maxPaths: 6, maxChars: 256 }
/** Source: kubernetes apimachinery pkg/util/validation DNS1123SubdomainMaxLength. */
const MAX_PATH_CHARS = 253

/**
 * The search list within the limits: so many paths, then without those that are too long for a name, then so many that the line fits.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go formDNSSearchFitsLimits.
 */
export function fitSearch(searches: readonly string[], { maxPaths, maxChars }: SearchLimits): Fitted {
  const kept = searches.slice(0, maxPaths).filter(path => path.length <= MAX_PATH_CHARS)
  while (kept.join(' ').length > maxChars) kept.pop()
  return { kept, cut: kept.length < searches.length ? 'yes' : 'no' }
}

/** The first name servers. Source: kubernetes pkg/kubelet/network/dns/dns.go formDNSNameserversFitsLimits. */
export function fitNameservers(nameservers: readonly string[], max: number): Fitted {
  return { kept: nameservers.slice(0, max), cut: nameservers.length > max ? 'yes' : 'no' }
}
