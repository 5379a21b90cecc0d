const TITLES: Readonly<Record<string, string>> = {
  cidr: 'Range', cidrs: 'Ranges', asn: 'AS number', mtuBytes: 'MTU (bytes)', publicAddress: 'Public address', publicAddresses: 'Public addresses', podRange: 'Pod range', routeTable: 'Route table',
  networkAcl: 'Network ACL', securityGroups: 'Security groups', serviceProxy: 'Service proxy', dns: 'DNS service', propagate: 'Propagation', ttlSeconds: 'TTL (seconds)', corefile: 'Corefile',
}

/** `publicAddress` → "Public address". */
export function titleOf(key: string): string {
  const known = TITLES[key]
  if (known !== undefined) return known
  const words = key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
