import fc from 'fast-check'

/** Property tests try the same cases in every run, so that whoever sees one fail sees it again; `npm run properties` tries others. */
fc.configureGlobal({ seed: Number(process.env.PODWAY_SEED ?? 1) })
