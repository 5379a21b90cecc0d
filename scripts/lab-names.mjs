import { runLab } from './run-lab.mjs'

/** The names lab: real CoreDNS inside the namespaces of the kernel lab, name and connection together. Needs Linux, root, and Go or a CoreDNS built before. */
await runLab({ name: 'lab-names', entry: 'lab/names/campaign-main.ts', main: 'namesLabMain' })
