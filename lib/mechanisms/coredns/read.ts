import type { Config } from './config'
import { DISTRIBUTIONS } from './distribution'

/** What the process reads: its Corefile and the files beside it. */
export interface ReadConfig { readonly text: string; readonly files: Readonly<Record<string, string>> }

/** The Corefile in force: the one written here, else that of the ConfigMap that the distribution reads, else the distribution's own. */
export function readConfig({ corefile, configMaps, files, distribution }: Config, domain: string): ReadConfig {
  const { corefileIn, custom, corefile: usual } = DISTRIBUTIONS[distribution]
  const written = corefileIn === null ? undefined : configMaps[corefileIn]?.['Corefile']
  const own = Object.entries(custom ? configMaps[custom.configMap] ?? {} : {}).map(([key, text]) => [`${custom?.folder}/${key}`, text] as const)
  return { text: corefile ?? written ?? usual(domain), files: { ...files, ...Object.fromEntries(own) } }
}

/** ConfigMaps, and keys of them, that nobody reads: each with what is read instead. */
export function unread({ configMaps, distribution }: Config): readonly { readonly configMap: string; readonly key: string; readonly reads: string }[] {
  const { corefileIn, custom } = DISTRIBUTIONS[distribution]
  const reads = [...(corefileIn === null ? [] : [corefileIn]), ...(custom ? [custom.configMap] : [])]
  return Object.entries(configMaps).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([configMap, keys]) => Object.keys(keys).sort().flatMap(key => {
    const isRead = (configMap === corefileIn && key === 'Corefile') || (configMap === custom?.configMap && /\.(override|server)$/.test(key))
    return isRead ? [] : [{ configMap, key, reads: reads.join(', ') }]
  }))
}
