import { runLab } from './run-lab.mjs'

/** The DNS lab: a real CoreDNS and the simulator are asked the same questions. Needs Go, or a CoreDNS that it has built before. */
await runLab({ name: 'lab-dns', entry: 'lab/dns/campaign-main.ts', main: 'dnsLabMain' })
