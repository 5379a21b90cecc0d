import { runLab } from './run-lab.mjs'

/** The kernel lab: examples and generated designs, run in network namespaces and compared with the simulator. Needs Linux and root. */
await runLab({ name: 'lab', entry: 'lab/campaign-main.ts', main: 'labMain' })
