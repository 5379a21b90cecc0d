import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { editorOf } from './pages/editor'
import { finger, keyboard, mouse, type Hands, type Row } from './pages/hands'

/** Two VPCs with a peering, in each a cluster with a node and a workload, and what lets the one reach the other. */
async function draw(page: Page, hands: Hands): Promise<void> {
  const editor = editorOf(page)
  const made = async (id: string) => expect(editor.box(id), id).toBeVisible()
  await hands.place('Site', null)
  await made('aws')
  for (const n of [1, 2]) {
    await hands.place('VPC', 'aws')
    await made(`vpc-${n}`)
  }
  await hands.connect('Peering', ['aws', 'vpc-1'], ['aws', 'vpc-2'])
  await expect(editor.line('peering-1')).toBeAttached()
  for (const n of [1, 2]) {
    await hands.place('Route table', `vpc-${n}`)
    await made(`rt-${n}`)
    await hands.place('Security group', `vpc-${n}`)
    await made(`sg-${n}`)
    await hands.place('Subnet', `vpc-${n}`)
    await made(`subnet-${n}`)
    await hands.place('Cluster', `vpc-${n}`)
    await made(`cluster-${n}`)
    await hands.place('Node', `cluster-${n}`)
    await made(`node-${n}`)
    await hands.place('Workload', `cluster-${n}`)
    await made(`workload-${n}/0`)
  }
}

const rangeOf = async (page: Page, vpc: string): Promise<string> => (await editorOf(page).box(vpc).locator('.strip .sub').first().textContent()) ?? ''

/** Adds a row to a table of the inspector. */
async function addRow(page: Page, hands: Hands, table: string, row: Row): Promise<void> {
  const { inspector } = editorOf(page)
  await hands.press(inspector.getByRole('button', { name: `Add to ${table}` }))
  const fresh = inspector.getByRole('group', { name: `New in ${table}` })
  for (const [label, text] of Object.entries(row)) await hands.write(fresh.getByLabel(label), text)
  await hands.press(fresh.getByRole('button', { name: 'Add', exact: true }))
  await expect(fresh).toBeHidden()
}

async function connectNetworks(page: Page, hands: Hands): Promise<void> {
  for (const [n, other] of [[1, 2], [2, 1]]) {
    const range = await rangeOf(page, `vpc-${other}`)
    await hands.choose(['aws', `vpc-${n}`, `rt-${n}`])
    await addRow(page, hands, 'Static routes', { Destination: range, Target: 'peering-1' })
    await hands.choose(['aws', `vpc-${n}`, `sg-${n}`])
    await addRow(page, hands, 'Inbound rules', { Traffic: 'tcp/8080', Peers: range })
  }
}

async function askAndBreak(page: Page, hands: Hands): Promise<void> {
  const editor = editorOf(page)
  await hands.write(editor.from, 'workload-1-0')
  await hands.write(editor.to, 'workload-2-0')
  await hands.write(editor.port, '8080')
  await expect(editor.verdict).toHaveText('reachable')
  await hands.choose(['aws', 'vpc-1', 'rt-1'])
  await hands.press(editor.inspector.getByRole('button', { name: /^Remove Static routes/ }))
  await expect(editor.verdict).toContainText('unreachable')
  const blockers = editor.lane('Blockers')
  await expect(blockers).toContainText('vpc-1')
  await expect(blockers).toContainText(`has no route to ${await rangeOf(page, 'vpc-2')}`)
  await hands.undo()
  await expect(editor.verdict).toHaveText('reachable')
}

test.describe('draws two peered networks from nothing, breaks a route and mends it', () => {
  test.describe.configure({ timeout: 240_000 })
  test.use({ viewport: { width: 1440, height: 900 } })

  test('with the mouse', async ({ page, expectAccessible }) => {
    const hands = mouse(page)
    await editorOf(page).openNew()
    await draw(page, hands)
    await connectNetworks(page, hands)
    await askAndBreak(page, hands)
    await expectAccessible()
  })

  test('with the keyboard alone', async ({ page }) => {
    const hands = keyboard(page)
    await editorOf(page).openNew()
    await draw(page, hands)
    await connectNetworks(page, hands)
    await askAndBreak(page, hands)
  })

  test.describe('', () => {
    test.use({ hasTouch: true, viewport: { width: 1180, height: 820 } })
    test('with a finger', async ({ page }) => {
      const hands = await finger(page)
      await editorOf(page).openNew()
      await draw(page, hands)
      await connectNetworks(page, hands)
      await askAndBreak(page, hands)
    })
  })
})
