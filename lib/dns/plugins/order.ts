import { acl } from './acl/plugin'
import { any } from './any/plugin'
import { autopath } from './autopath/plugin'
import { cache } from './cache/plugin'
import { chaos } from './chaos/plugin'
import { file } from './file/plugin'
import { forward } from './forward/plugin'
import { hosts } from './hosts/plugin'
import { k8sExternal } from './k8s_external/plugin'
import { kubernetai } from './kubernetai/plugin'
import { kubernetes } from './kubernetes/plugin'
import { lighthouse } from './lighthouse/plugin'
import { multicluster } from './multicluster/plugin'
import { passing, setting } from './neutral/plugin'
import { notSimulated } from './not-simulated/plugin'
import { rewrite } from './rewrite/plugin'
import { template } from './template/plugin'
import { transfer } from './transfer/plugin'
import type { Plugin } from './types'
import { whoami } from './whoami/plugin'

/**
 * Every plugin in the order in which a chain runs them, whatever the order of the lines in the Corefile.
 *
 * Source: coredns plugin.cfg of 1.15. kubernetai takes the place of kubernetes and multicluster stands behind it, as their READMEs ask.
 * Where one of two orders would matter for a plugin that is not simulated, the answer is undetermined anyway.
 */
export const PLUGIN_ORDER: readonly Plugin[] = [
  setting('root'), passing('metadata'), notSimulated('geoip'), passing('cancel'), passing('proxyproto'), setting('tls'), setting('quic'), setting('grpc_server'), setting('https'), setting('https3'),
  setting('timeouts'), setting('multisocket'), setting('reload'), passing('nsid'), passing('bufsize'), setting('bind'), setting('debug'), passing('trace'), setting('ready'),
  setting('health'), setting('pprof'), passing('shed'), passing('prometheus'), passing('errors'), passing('log'), passing('dnstap'), notSimulated('local'), notSimulated('dns64'), notSimulated('siit'), any, chaos,
  passing('loadbalance'), notSimulated('tsig'), rewrite, autopath, acl, cache, notSimulated('header'), notSimulated('dnssec'), notSimulated('minimal'), template,
  transfer, notSimulated('dynupdate'), hosts, notSimulated('route53'), notSimulated('azure'), notSimulated('clouddns'), k8sExternal, kubernetai, kubernetes, multicluster, lighthouse, file,
  notSimulated('auto'), notSimulated('secondary'), notSimulated('etcd'), passing('loop'), forward, notSimulated('grpc'), notSimulated('erratic'), whoami, setting('on'),
  notSimulated('sign'), passing('view'), notSimulated('nomad'),
]
