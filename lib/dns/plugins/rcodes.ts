import type { Rcode } from '@/lib/network/resolution'

/** Response codes by what a Corefile calls them: name or number. Source: RFC 1035 section 4.1.1, RFC 2136 section 2.2. */
export const RCODES: ReadonlyMap<string, Rcode> = new Map<string, Rcode>([
  ['NOERROR', 'NOERROR'], ['FORMERR', 'FORMERR'], ['SERVFAIL', 'SERVFAIL'], ['NXDOMAIN', 'NXDOMAIN'], ['NOTIMP', 'NOTIMP'], ['REFUSED', 'REFUSED'], ['NOTZONE', 'NOTZONE'],
  ['0', 'NOERROR'], ['1', 'FORMERR'], ['2', 'SERVFAIL'], ['3', 'NXDOMAIN'], ['4', 'NOTIMP'], ['5', 'REFUSED'], ['10', 'NOTZONE'],
])
