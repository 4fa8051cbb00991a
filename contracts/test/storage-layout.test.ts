import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { storageLayouts, type StoredVariable } from '../scripts/storage-layout.ts'

const file = join(import.meta.dirname, '../storage-layout.json')
const upgradeable = ['Programmes', 'EarnRules', 'Points', 'Rewards']

void describe('storage of upgradeable contracts', () => {
  void it('only grows at its end: what was released keeps its place and type', async () => {
    const layouts = await storageLayouts(upgradeable)
    assert.deepEqual(Object.keys(layouts).sort(), upgradeable.toSorted())
    if (process.env['CANDOR_LAYOUT'] === 'write') await writeFile(file, `${JSON.stringify(layouts, undefined, 2)}\n`)
    const released = JSON.parse(await readFile(file, 'utf8')) as Record<string, readonly StoredVariable[]>
    for (const [name, variables] of Object.entries(released)) {
      assert.deepEqual(layouts[name]?.slice(0, variables.length), variables, `${name} lost the layout of its storage`)
      assert.equal(layouts[name]?.length, variables.length, `Record the new variables of ${name}: CANDOR_LAYOUT=write`)
    }
  })
})
