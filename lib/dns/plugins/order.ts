import { forward } from './forward/plugin'
import { hosts } from './hosts/plugin'
import { kubernetai } from './kubernetai/plugin'
import { kubernetes } from './kubernetes/plugin'
import { passing, setting } from './neutral/plugin'
import { notSimulated } from './not-simulated/plugin'
import { rewrite } from './rewrite/plugin'
import type { Plugin } from './types'

/**
 * Every plugin in the order in which a chain runs them, whatever the order of the lines in the Corefile.
 *
 * Source: coredns plugin.cfg of 1.14; before it, `cache` stood in front of `rewrite` and `autopath`, which changes no answer here.
 * kubernetai takes the place of kubernetes and multicluster stands behind it, as their READMEs ask. Where one of two orders would matter
 * for a plugin that is not simulated, the answer is undetermined anyway.
 */
export const PLUGIN_ORDER: readonly Plugin[] = [
  setting('root'), setting('metadata'), notSimulated('geoip'), setting('cancel'), setting('tls'), setting('quic'), setting('timeouts'), setting('multisocket'),
  setting('reload'), passing('nsid'), passing('bufsize'), setting('bind'), setting('debug'), passing('trace'), setting('ready'), setting('health'), setting('pprof'),
  passing('prometheus'), passing('errors'), passing('log'), passing('dnstap'), notSimulated('local'), notSimulated('dns64'), passing('any'), passing('chaos'),
  passing('loadbalance'), notSimulated('tsig'), rewrite, notSimulated('autopath'), notSimulated('acl'), passing('cache'), notSimulated('header'), notSimulated('dnssec'),
  notSimulated('minimal'), notSimulated('template'), passing('transfer'), hosts, notSimulated('route53'), notSimulated('azure'), notSimulated('clouddns'),
  notSimulated('k8s_external'), kubernetai, kubernetes, notSimulated('multicluster'), notSimulated('lighthouse'), notSimulated('file'), notSimulated('auto'),
  notSimulated('secondary'), notSimulated('etcd'), passing('loop'), forward, notSimulated('grpc'), notSimulated('erratic'), notSimulated('whoami'), setting('on'),
  notSimulated('sign'), notSimulated('nomad'),
]
