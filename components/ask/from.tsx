import type { Asker } from '@/components/editor/protocol'
import { Glyph } from '@/components/ui/glyph'

interface Props { readonly askers: readonly Asker[]; readonly value: string; readonly onChange: (id: string) => void }

/** Who asks: pods, nodes and hosts, under the cluster or network that they stand in. */
export function From({ askers, value, onChange }: Props) {
  const groups = [...new Set(askers.map(({ group }) => group))]
  return (
    <span className="field from">
      <Glyph name="pod" />
      <select aria-label="From" value={value} onChange={(event) => onChange(event.target.value)}>
        {!askers.some(({ id }) => id === value) && <option value={value}>{value === '' ? 'nobody yet' : `${value} (not here)`}</option>}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {askers.filter((asker) => asker.group === group).map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </optgroup>
        ))}
      </select>
      <Glyph name="down" className="chevron" />
    </span>
  )
}
