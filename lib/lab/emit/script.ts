import { probeCommand, settingsCommand } from '@/lib/lab/command'
import type { LabPlan } from '@/lib/lab/plan'
import { addNamespaces, addWires, deleteNamespaces, insideLines, ipv6RuleLines, unaskLines, type NameOf } from './ip'
import { nftText } from './nft'

/** Stands in the script for the word that a run puts before every name. */
const WORD = '@WORD@'

/**
 * A shell script that sets the lab up on any Linux machine, sends the probes and says of each what was expected and what came. Without root
 * it makes a user namespace of its own. It brings the prober along; it needs bash, iproute2, nftables and Python 3.
 */
export function labScript(plan: LabPlan, { title, prober }: { readonly title: string; readonly prober: string }): string {
  const nameOf: NameOf = name => `${WORD}${name}`
  const filters = plan.namespaces.filter(one => one.nft.length > 0)
  return [
    HEAD(title),
    here('work/prober.py', prober), here('work/tell.py', TELL), here('work/probes.json', JSON.stringify(plan.probes.map(({ id, name, expected }) => ({ id, name, expected: expected ?? null })))),
    here('work/early.json', JSON.stringify(settingsCommand(plan, nameOf, 'early'))), here('work/late.json', JSON.stringify(settingsCommand(plan, nameOf, 'late'))),
    here('work/probe.json', JSON.stringify(probeCommand(plan, nameOf, 2))),
    batch('', addNamespaces(plan, nameOf)), ask('early'), batch('', addWires(plan, nameOf)),
    ...plan.namespaces.flatMap(one => [batch(`-n ${nameOf(one.name)}`, insideLines(one)), batch(`-6 -n ${nameOf(one.name)}`, ipv6RuleLines(one))]),
    ask('late'), ...plan.namespaces.map(one => batch(`-n ${nameOf(one.name)}`, unaskLines(one))), ...filters.map(one => `ip netns exec "${nameOf(one.name).replace(WORD, '${word}')}" nft -f - <<'END_OF_PART'\n${nftText(one)}END_OF_PART`),
    'python3 "$work/prober.py" <"$work/probe.json" >"$work/seen.json"', 'python3 "$work/tell.py" "$work/probes.json" "$work/seen.json"', '',
  ].filter(part => part !== '').join('\n').replace(DELETES, deleteNamespaces(plan, nameOf).map(line => line.replace(WORD, '${word}')).join('\n'))
}

const DELETES = '@DELETES@'

const HEAD = (title: string) => `#!/usr/bin/env bash
# ${title.replaceAll(/[^ -~]/g, '?')}: a design as network namespaces, written by "podway export lab".
# Run it as root, or as anybody where user namespaces are allowed. It leaves nothing behind.
set -euo pipefail
if [ "$(id -u)" -ne 0 ]; then exec unshare --user --map-root-user --net --mount -- bash "$0" "$@"; fi
mkdir -p /run/netns 2>/dev/null || true
if [ ! -w /run/netns ]; then mount -t tmpfs tmpfs /run && mkdir -p /run/netns; fi
for tool in ip nft python3; do command -v "$tool" >/dev/null || { echo "This script needs $tool." >&2; exit 2; }; done
word="pw$$s"
work="$(mktemp -d)"
clean_up() { ip -force -batch - >/dev/null 2>&1 <<END_OF_PART || true
${DELETES}
END_OF_PART
rm -rf "$work"; }
trap clean_up EXIT
trap 'exit 130' INT TERM
named() { sed "s/@WORD@/$word/g"; }`

/** A file of the script's own, with the names of this run. */
const here = (path: string, text: string): string => `named >"$${path}" <<'END_OF_PART'\n${text.endsWith('\n') ? text : `${text}\n`}END_OF_PART`

const batch = (options: string, lines: readonly string[]): string => lines.length === 0 ? '' : `named <<'END_OF_PART' | ip ${options === '' ? '' : `${options.replace(WORD, '${word}')} `}-batch -\n${lines.join('\n')}\nEND_OF_PART`

const ask = (name: string): string => `python3 "$work/prober.py" <"$work/${name}.json" >/dev/null`

/** Says of each probe what came, and what was expected. */
const TELL = `import errno, json, sys
probes, seen = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
if 'error' in seen:
    sys.exit(seen['error'])
WORDS = {'ECONNREFUSED': 'refused', 'ECONNRESET': 'reset', 'EOF': 'reset', 'EMSGSIZE': 'too-big', 'ETIMEDOUT': 'timeout', 'EPERM': 'timeout', 'ENOPROTOOPT': 'refused', 'EPROTO': 'refused'}
differ = 0
for probe in probes:
    if str(probe['id']) not in seen['results']:
        print('      %s: not run' % probe['name'])
        continue
    client = seen['results'][str(probe['id'])]['client']
    came = client['sees'] if client['sees'] in ('ok', 'timeout') else WORDS.get(client.get('errno'), 'unreachable')
    expected = probe['expected']
    agrees = expected is None or came in expected['clientSees']
    differ += not agrees
    print('%s  %s: %s%s' % ('    ' if expected is None else 'ok  ' if agrees else 'DIFF', probe['name'], came, '' if agrees else ', expected ' + ' or '.join(expected['clientSees'])))
print('%d probes, %d differ from what was expected' % (len(probes), differ))
sys.exit(1 if differ else 0)
`
